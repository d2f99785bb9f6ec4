package com.connectgain.shared.store;

/**
 * A stretch of an access path.
 *
 * @param descending newest first
 * @param from the lowest sort value, inclusive; null for no bound
 * @param to the highest sort value, exclusive; null for no bound
 * @param limit the most rows of one page
 * @param after the cursor of the page before; null for the first page
 */
public record Slice(AccessPath path, boolean descending, String from, String to, int limit, String after) {

    public static Slice of(AccessPath path, int limit) {
        return new Slice(path, false, null, null, limit, null);
    }

    public Slice newestFirst() {
        return new Slice(path, true, from, to, limit, after);
    }

    public Slice between(String low, String high) {
        return new Slice(path, descending, low, high, limit, after);
    }

    public Slice startingAfter(String cursor) {
        return new Slice(path, descending, from, to, limit, cursor);
    }
}
