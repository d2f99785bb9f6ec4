package com.connectgain.shared.postgrest.request;

/** The two readings of a query string. */
public enum Dialect {
    /** What PostgREST accepts, no more. */
    STRICT,
    /**
     * A superset for the documented proxy: bare values mean equality, lists need no parentheses, arrays no braces, and
     * {@code contains}, {@code containedBy} and {@code overlaps} are operators.
     */
    PROXY
}
