package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A function of the database that clients may call. */
public interface Procedure {

    /** The names of its required arguments; names are what PostgREST finds a function by. */
    Set<String> parameters();

    /** The names of the arguments that have a default. */
    default Set<String> optional() {
        return Set.of();
    }

    /** Whether a call that names these arguments means this function. */
    default boolean takes(Set<String> named) {
        return named.containsAll(parameters())
                && named.stream()
                        .allMatch(name ->
                                parameters().contains(name) || optional().contains(name));
    }

    /** What the call answers, bare; null for a function that returns nothing. */
    JsonNode call(Caller caller, ObjectNode arguments);
}
