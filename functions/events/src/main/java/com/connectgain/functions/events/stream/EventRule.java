package com.connectgain.functions.events.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One event of a table.
 *
 * @param type the event's name
 * @param telling empty when this change is no such event, else what the event tells beyond the row
 */
record EventRule(String type, Function<RowPair, Optional<ObjectNode>> telling, List<Lookup> lookups) {

    EventRule with(Lookup lookup) {
        return new EventRule(type, telling, List.of(lookup));
    }
}
