package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.TriggerType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether anything in an organization may follow from an event: what nobody waits for need not be looked at. */
public final class Interest {

    private Interest() {}

    /** @param heard what an organization's rows wait for, as the store tells */
    public static boolean isIn(Map<String, Set<String>> heard, String type) {
        return StandardNotices.know(type)
                || Stream.of("automation_rules", "task_automation_rules")
                        .flatMap(table -> heard.getOrDefault(table, Set.of()).stream())
                        .anyMatch(TriggerType.spellings(type)::contains);
    }
}
