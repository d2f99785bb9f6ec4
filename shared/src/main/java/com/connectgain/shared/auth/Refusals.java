package com.connectgain.shared.auth;

import com.connectgain.shared.http.Problem;

/** The documented 401 and 403 answers to credentials, word for word. */
final class Refusals {

    private Refusals() {}

    static Problem stranger(Endpoint endpoint) {
        return Problem.unauthorized(endpoint.strangersAreTold());
    }

    static Problem noProjectKey() {
        return Problem.of(401, null, "No API key found in request")
                .withHint("No `apikey` request header or url param was found.");
    }

    static Problem wrongProjectKey() {
        return Problem.of(401, null, "Invalid API key")
                .withHint("Double check your Supabase `anon` or `service_role` API key.");
    }

    /** A valid credential of a kind that the endpoint does not take. */
    static Problem unaccepted(Credential credential, Endpoint endpoint) {
        Problem problem = Problem.unauthorized("Unauthorized");
        return credential == Credential.ANON
                ? problem.withHint("The anon key only identifies the project; " + wanted(endpoint))
                : problem.withHint(wanted(endpoint));
    }

    private static String wanted(Endpoint endpoint) {
        boolean key = endpoint.credentials().contains(Credential.API_KEY);
        boolean user = endpoint.credentials().contains(Credential.USER);
        if (key && user) {
            return "send an X-API-Key header or a signed-in user's access token";
        }
        return key ? "send an X-API-Key header" : "send a signed-in user's access token";
    }

    static Problem misplacedKey(Problem problem) {
        return problem.withHint("Keys that begin with cg_ belong into the X-API-Key header");
    }

    static Problem sessionEnded() {
        return Problem.unauthorized("Session ended");
    }

    static Problem unknownUser() {
        return Problem.unauthorized("Invalid JWT").withDetails("The user of this token does not exist");
    }

    static Problem deactivated() {
        return Problem.forbidden("Account deactivated/suspended");
    }

    /** {@code /rest/v1} speaks PostgREST: its codes, and the header that OAuth clients read. */
    static Problem asPostgrest(Problem problem) {
        boolean expired = "JWT expired".equals(problem.getMessage());
        return Problem.of(problem.status(), expired ? "PGRST303" : "PGRST301", problem.getMessage())
                .withDetails(problem.details())
                .withHint(problem.hint())
                .withHeader(
                        "WWW-Authenticate",
                        "Bearer error=\"invalid_token\", error_description=\"" + problem.getMessage() + "\"");
    }
}
