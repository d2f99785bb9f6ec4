package com.connectgain.shared.postgrest.request;

/**
 * One term of an order.
 *
 * @param relation the embed whose field orders, or null
 * @param nullsFirst null when the request leaves it to the direction
 */
public record OrderTerm(String relation, FieldRef field, boolean descending, Boolean nullsFirst) {

    /** PostgreSQL's default: nulls are the greatest. */
    public boolean putsNullsFirst() {
        return nullsFirst != null ? nullsFirst : descending;
    }
}
