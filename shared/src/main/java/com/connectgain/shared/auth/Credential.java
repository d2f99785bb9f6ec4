package com.connectgain.shared.auth;

/** The kinds of credential a request may carry; an {@link Endpoint} names those it accepts. */
public enum Credential {
    /** Nothing at all. */
    NONE,
    /** The project's public key: identifies the project, never reads or writes tenant data. */
    ANON,
    /** {@code X-API-Key: cg_...}: one organization. */
    API_KEY,
    /** A signed-in user's JWT: the user's active organization. */
    USER,
    /** The internal service-role JWT. */
    SERVICE
}
