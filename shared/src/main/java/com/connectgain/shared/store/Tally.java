package com.connectgain.shared.store;

import java.time.Instant;
import java.util.Map;

/**
 * Adds to counts in the transaction of the rows that are counted: once, like them, and without their writers meeting
 * at one row. A transaction takes one tally of a key.
 *
 * @param key under which several things may be counted
 * @param amounts what to add to each of them, which are lower-case words; negative for what was moved elsewhere
 * @param expires when the counts of the key are forgotten, unless something is counted again
 */
public record Tally(String key, Map<String, Long> amounts, Instant expires) {

    /** Keeps counts apart from what the store itself writes on an item. */
    static final String PREFIX = "count_";

    public Tally {
        amounts = Map.copyOf(amounts);
    }

    public static Tally of(String key, String what, Instant expires) {
        return new Tally(key, Map.of(what, 1L), expires);
    }
}
