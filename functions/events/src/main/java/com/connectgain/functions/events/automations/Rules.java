package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.TriggerType;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.Comparator;
import java.util.List;

/** The rules that wait for an event, the oldest first. */
final class Rules {

    private static final int AT_ONCE = 4;

    private Rules() {}

    /** @param table one with a {@code trigger_type} and the flag {@code active} */
    static List<Row> waitingFor(Store store, String organization, String table, String active, String type) {
        var rules = store.table(table);
        return Parallel.map(
                        List.copyOf(TriggerType.spellings(type)),
                        AT_ONCE,
                        spelling -> store.readAll(rules, organization, new AccessPath.Equal("trigger_type", spelling)))
                .stream()
                .flatMap(List::stream)
                .filter(rule -> rule.is(active))
                .filter(rule -> TriggerType.hears(rule.text("trigger_type"), type, rule.get("conditions")))
                .sorted(Comparator.comparing((Row rule) -> rule.text("created_at"))
                        .thenComparing(Row::id))
                .toList();
    }
}
