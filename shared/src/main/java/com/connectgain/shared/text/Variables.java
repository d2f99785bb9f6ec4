package com.connectgain.shared.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** What the names in a template stand for. */
@FunctionalInterface
public interface Variables {

    /** The value of a name; missing when nobody knows the name, null when it is known and has no value. */
    JsonNode get(String name);

    /** The moment that {@code {{now}}} stands for; empty where templates have no such thing. */
    default Optional<Instant> now() {
        return Optional.empty();
    }
}
