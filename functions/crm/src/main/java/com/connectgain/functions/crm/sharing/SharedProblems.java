package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Problem;
import java.time.Duration;

/** What outsiders are told. A link that was revoked is one that never was. */
final class SharedProblems {

    private SharedProblems() {}

    static Problem unknown() {
        return Problem.notFound("Shared content not found");
    }

    static Problem expired() {
        return Problem.of(410, Problem.RESOURCE_NOT_FOUND, "This link has expired");
    }

    static Problem passwordRequired() {
        return Problem.unauthorized("Password required").withHint("POST the token together with the password.");
    }

    static Problem invalidPassword() {
        return Problem.unauthorized("Invalid password");
    }

    static Problem tooManyAttempts(Duration wait) {
        return Problem.of(429, Problem.RATE_LIMIT_EXCEEDED, "Too many attempts")
                .withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }
}
