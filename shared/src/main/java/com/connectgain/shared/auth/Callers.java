package com.connectgain.shared.auth;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.Secrets;
import com.connectgain.shared.crypto.Tokens;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Resolves a request's credential to a {@link Caller}, or refuses with the documented 401. X-API-Key wins over a
 * bearer token, a bearer token over {@code apikey}.
 */
public final class Callers {

    private static final String BEARER = "bearer ";

    private final Supplier<Secrets> secrets;
    private final Tokens tokens;
    private final KeyHolders keyHolders;
    private final Members members;

    public Callers(Supplier<Secrets> secrets, Tokens tokens, Store store, Clock clock) {
        this.secrets = secrets;
        this.tokens = tokens;
        this.keyHolders = new KeyHolders(store, clock);
        this.members = new Members(store, clock);
    }

    public Caller resolve(Request request, Endpoint endpoint) {
        Caller caller = endpoint.behindProjectKey() ? throughGateway(request, endpoint) : direct(request, endpoint);
        if (endpoint.credentials().contains(caller.credential())) {
            return caller;
        }
        throw caller.credential() == Credential.NONE
                ? Refusals.stranger(endpoint)
                : Refusals.unaccepted(caller.credential(), endpoint);
    }

    /** As Supabase's gateway does it: first the project's key, then the token, which defaults to that key. */
    private Caller throughGateway(Request request, Endpoint endpoint) {
        String projectKey = projectKey(request).orElseThrow(Refusals::noProjectKey);
        Caller project = project(projectKey).orElseThrow(() -> misplaced(projectKey, Refusals.wrongProjectKey()));
        Optional<String> token = bearer(request);
        if (token.isEmpty()) {
            return project;
        }
        try {
            return bearing(token.get());
        } catch (Problem refused) {
            if (endpoint.isOpen()) {
                return project;
            }
            throw refused.status() == 401 ? Refusals.asPostgrest(refused) : refused;
        }
    }

    private Caller direct(Request request, Endpoint endpoint) {
        try {
            return credential(request);
        } catch (Problem refused) {
            if (endpoint.isOpen()) {
                return Caller.NOBODY;
            }
            throw refused;
        }
    }

    private Caller credential(Request request) {
        Optional<String> apiKey = request.header("x-api-key");
        if (apiKey.isPresent()) {
            return keyHolders.resolve(apiKey.get().strip());
        }
        Optional<String> token = bearer(request);
        if (token.isPresent()) {
            return bearing(token.get());
        }
        Optional<String> projectKey = projectKey(request);
        if (projectKey.isPresent()) {
            return project(projectKey.get()).orElseThrow(() -> misplaced(projectKey.get(), Refusals.wrongProjectKey()));
        }
        return Caller.NOBODY;
    }

    private Caller bearing(String token) {
        Optional<Caller> project = projectItself(token);
        if (project.isPresent()) {
            return project.get();
        }
        ObjectNode claims = verified(token);
        return switch (claims.path("role").asText()) {
            case "anon" -> Caller.ANON;
            case "service_role" -> Caller.SERVICE;
            case "authenticated" -> members.resolve(claims);
            // Links and provider states are tokens of ours too; only a session's may stand for its user.
            default -> throw Problem.unauthorized("Invalid JWT");
        };
    }

    private ObjectNode verified(String token) {
        try {
            return tokens.verify(token);
        } catch (Problem refused) {
            throw misplaced(token, refused);
        }
    }

    /** The caller behind a key of the project itself: one of its two, or a token of ours that says so. */
    private Optional<Caller> project(String key) {
        return projectItself(key).or(() -> switch (roleOf(key)) {
            case "anon" -> Optional.of(Caller.ANON);
            case "service_role" -> Optional.of(Caller.SERVICE);
            default -> Optional.empty();
        });
    }

    private Optional<Caller> projectItself(String key) {
        Secrets current = secrets.get();
        if (Hashes.equal(key, current.anonKey())) {
            return Optional.of(Caller.ANON);
        }
        return Hashes.equal(key, current.serviceRoleKey()) ? Optional.of(Caller.SERVICE) : Optional.empty();
    }

    private String roleOf(String token) {
        try {
            return tokens.verify(token).path("role").asText();
        } catch (Problem notOurs) {
            return "";
        }
    }

    private static Problem misplaced(String credential, Problem problem) {
        return KeyHolders.isKey(credential) ? Refusals.misplacedKey(problem) : problem;
    }

    private static Optional<String> projectKey(Request request) {
        return request.header("apikey")
                .or(() -> request.parameter("apikey").filter(value -> !value.isBlank()))
                .map(String::strip);
    }

    private static Optional<String> bearer(Request request) {
        return request.header("authorization")
                .map(String::strip)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(token -> !token.isEmpty());
    }
}
