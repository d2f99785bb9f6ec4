package com.connectgain.shared.postgrest.query;

/**
 * One term of an order.
 *
 * @param embed the number of the embed whose row is looked at, or {@link #NO_EMBED}
 */
public record SortKey(Operand operand, int embed, boolean descending, boolean nullsFirst) {

    public static final int NO_EMBED = -1;
}
