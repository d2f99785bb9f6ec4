package com.connectgain.shared.auth;

import com.connectgain.shared.http.ErrorBody;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a function accepts, declared in its constructor and enforced at the one edge before any of its own code runs:
 * verbs, credentials, the rate limit and the rendering of errors.
 *
 * @param methods the verbs; empty means that the function routes verbs itself
 */
public record Endpoint(Set<String> methods, Set<Credential> credentials, Limit limit, ErrorBody errors) {

    /** Which documented ceiling counts the call. API keys always count 500 a minute per key. */
    public enum Limit {
        /** 100 a minute per organization. */
        FUNCTION,
        /** 1000 a minute per organization. */
        REST,
        /** Public endpoints: counted by the function itself where it must be. */
        NONE
    }

    public static Endpoint post(Credential... accepted) {
        return new Endpoint(Set.of("POST"), Set.of(accepted), Limit.FUNCTION, ErrorBody.FUNCTION);
    }

    public static Endpoint get(Credential... accepted) {
        return new Endpoint(Set.of("GET"), Set.of(accepted), Limit.FUNCTION, ErrorBody.FUNCTION);
    }

    /** For functions with several paths or verbs of their own. */
    public static Endpoint any(Credential... accepted) {
        return new Endpoint(Set.of(), Set.of(accepted), Limit.FUNCTION, ErrorBody.FUNCTION);
    }

    public static Endpoint open(String... methods) {
        return new Endpoint(Set.of(methods), EnumSet.allOf(Credential.class), Limit.NONE, ErrorBody.FUNCTION);
    }

    /** For functions that are themselves where credentials are given out: the edge leaves what is sent alone. */
    public static Endpoint resolvingItself() {
        return new Endpoint(Set.of(), Set.of(), Limit.NONE, ErrorBody.FUNCTION);
    }

    public boolean resolvesItself() {
        return credentials.isEmpty();
    }

    public Endpoint limitedAs(Limit newLimit) {
        return new Endpoint(methods, credentials, newLimit, errors);
    }

    public Endpoint answeringErrorsAs(ErrorBody newErrors) {
        return new Endpoint(methods, credentials, limit, newErrors);
    }
}
