package com.connectgain.shared.postgrest.request;

import java.util.List;

/** A column, and a way into its document: {@code data->items->>0}. */
public record FieldRef(String column, List<Step> path) {

    /** One arrow: a key, or else an index. {@code text} is true for {@code ->>}. */
    public record Step(String key, int index, boolean text) {

        static Step key(String key, boolean text) {
            return new Step(key, 0, text);
        }

        static Step index(int index, boolean text) {
            return new Step(null, index, text);
        }
    }

    public static FieldRef column(String name) {
        return new FieldRef(name, List.of());
    }

    public boolean hasPath() {
        return !path.isEmpty();
    }
}
