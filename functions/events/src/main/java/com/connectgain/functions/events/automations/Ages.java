package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Condition;
import com.connectgain.shared.automations.Operator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** The age that a rule's conditions ask for: {@code last_message_at older_than 24}. */
public final class Ages {

    private Ages() {}

    /** The first one; empty when no condition asks for an age. */
    public static Optional<Duration> of(JsonNode conditions) {
        return find(Condition.read("conditions", conditions, "AND"));
    }

    private static Optional<Duration> find(Condition condition) {
        return switch (condition) {
            case Condition.Test test ->
                test.operator() == Operator.OLDER_THAN ? Optional.of(Clocks.age(test.value())) : Optional.empty();
            case Condition.Group group ->
                group.conditions().stream()
                        .flatMap(member -> find(member).stream())
                        .findFirst();
            case Condition.Unreadable unreadable -> Optional.empty();
        };
    }
}
