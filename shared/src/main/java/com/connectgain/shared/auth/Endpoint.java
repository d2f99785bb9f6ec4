package com.connectgain.shared.auth;

import com.connectgain.shared.http.ErrorBody;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a function accepts, declared in its constructor and enforced at the one edge before any of its own code runs:
 * verbs, credentials, the rate limit and the rendering of errors.
 *
 * @param methods the verbs; empty means that the function routes verbs itself
 * @param behindProjectKey whether an {@code apikey} must come with every call, as Supabase's gateway demands; such
 *     endpoints take no X-API-Key
 * @param strangersAreTold the text of the 401 for a call without a credential
 */
public record Endpoint(
        Set<String> methods,
        Set<Credential> credentials,
        Limit limit,
        ErrorBody errors,
        boolean behindProjectKey,
        String strangersAreTold) {

    /** Which documented ceiling counts the call. API keys always count 500 a minute per key. */
    public enum Limit {
        /** 100 a minute per organization. */
        FUNCTION,
        /** 1000 a minute per organization. */
        REST,
        /** Public endpoints: counted by the function itself where it must be. */
        NONE
    }

    private Endpoint(Set<String> methods, Set<Credential> credentials, Limit limit) {
        this(methods, credentials, limit, ErrorBody.FUNCTION, false, "Unauthorized");
    }

    public static Endpoint post(Credential... accepted) {
        return new Endpoint(Set.of("POST"), Set.of(accepted), Limit.FUNCTION);
    }

    public static Endpoint get(Credential... accepted) {
        return new Endpoint(Set.of("GET"), Set.of(accepted), Limit.FUNCTION);
    }

    /** For functions with several paths or verbs of their own. */
    public static Endpoint any(Credential... accepted) {
        return new Endpoint(Set.of(), Set.of(accepted), Limit.FUNCTION);
    }

    /** For everybody. A credential is resolved where it is valid and ignored where it is not. */
    public static Endpoint open(String... methods) {
        return new Endpoint(Set.of(methods), EnumSet.allOf(Credential.class), Limit.NONE);
    }

    /** Several verbs of one path, told apart by the function. */
    public Endpoint serving(String... verbs) {
        return new Endpoint(Set.of(verbs), credentials, limit, errors, behindProjectKey, strangersAreTold);
    }

    public Endpoint limitedAs(Limit newLimit) {
        return new Endpoint(methods, credentials, newLimit, errors, behindProjectKey, strangersAreTold);
    }

    /** {@code REST} errors imply the gateway in front of them. */
    public Endpoint answeringErrorsAs(ErrorBody newErrors) {
        boolean gateway = behindProjectKey || newErrors == ErrorBody.REST;
        return new Endpoint(methods, credentials, limit, newErrors, gateway, strangersAreTold);
    }

    public Endpoint requiringProjectKey() {
        return new Endpoint(methods, credentials, limit, errors, true, strangersAreTold);
    }

    public Endpoint tellingStrangers(String text) {
        return new Endpoint(methods, credentials, limit, errors, behindProjectKey, text);
    }

    public boolean isOpen() {
        return credentials.contains(Credential.NONE);
    }

    /** Whether the verb is served; HEAD is wherever GET is. */
    public boolean serves(String method) {
        return methods.isEmpty()
                || methods.contains(method.equals("HEAD") ? "GET" : method)
                || methods.contains(method);
    }
}
