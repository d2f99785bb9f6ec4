package com.connectgain.shared.identity;

import java.time.Instant;

/**
 * A session as its owner holds it.
 *
 * @param expiresIn seconds until the access token ends
 */
public record SignedIn(
        User user, String sessionId, String accessToken, String refreshToken, long expiresIn, Instant at) {

    public long expiresAt() {
        return at.getEpochSecond() + expiresIn;
    }

    /** Never the tokens: a record would print them into the first log line that mentions it. */
    @Override
    public String toString() {
        return "SignedIn[" + sessionId + "]";
    }
}
