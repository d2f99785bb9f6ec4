package com.connectgain.shared.identity;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;

/** The refusals of sign-up and sign-in, with the codes that the Supabase clients know. */
public final class AuthProblems {

    private AuthProblems() {}

    public static Problem validation(String message) {
        return Problem.of(400, "validation_failed", message);
    }

    public static Problem invalidCredentials() {
        return Problem.of(400, "invalid_credentials", "Invalid login credentials");
    }

    public static Problem emailNotConfirmed() {
        return Problem.of(400, "email_not_confirmed", "Email not confirmed");
    }

    public static Problem userExists() {
        return Problem.of(422, "user_already_exists", "User already registered");
    }

    public static Problem emailExists() {
        return Problem.of(422, "email_exists", "A user with this email address has already been registered");
    }

    public static Problem weakPassword(String message, List<String> reasons) {
        ArrayNode list = Json.array();
        reasons.forEach(list::add);
        return Problem.of(422, "weak_password", message).withDetails(list);
    }

    public static Problem samePassword() {
        return Problem.of(422, "same_password", "New password should be different from the old password.");
    }

    public static Problem refreshTokenNotFound() {
        return Problem.of(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
    }

    public static Problem refreshTokenAlreadyUsed() {
        return Problem.of(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
    }

    public static Problem sessionNotFound() {
        return Problem.of(403, "session_not_found", "Session from session_id claim in JWT does not exist");
    }

    public static Problem linkExpired() {
        return Problem.of(403, "otp_expired", "Email link is invalid or has expired");
    }

    public static Problem codeExpired() {
        return Problem.of(403, "otp_expired", "Token has expired or is invalid");
    }

    public static Problem deactivated() {
        return Problem.of(403, "user_banned", "Account deactivated/suspended");
    }

    public static Problem outsideLoginSchedule() {
        return Problem.of(403, "outside_login_schedule", "Login is not allowed outside your scheduled working hours");
    }

    public static Problem tooManyAttempts(Duration wait) {
        return Problem.of(429, "over_request_rate_limit", "Request rate limit reached")
                .withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    public static Problem mailedJustNow(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return Problem.of(
                        429,
                        "over_email_send_rate_limit",
                        "For security purposes, you can only request this after " + seconds + " seconds.")
                .withHeader("Retry-After", Long.toString(seconds));
    }
}
