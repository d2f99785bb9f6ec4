package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tasks that came up in a period: how many are done, over all and by assignee. */
final class PerformanceReport {

    private PerformanceReport() {}

    static ObjectNode of(Ledger ledger, Period period) {
        List<Row> tasks = ledger.created("tasks", period);
        ObjectNode report = share(Json.object(), tasks);
        BigDecimal before = rate(ledger.created("tasks", period.previous()));
        report.put("completion_change", Ratio.change(rate(tasks), before));
        Map<String, List<Row>> byAssignee = new TreeMap<>();
        for (Row task : tasks) {
            task.find("assignee_id")
                    .ifPresent(assignee -> byAssignee
                            .computeIfAbsent(assignee, id -> new ArrayList<>())
                            .add(task));
        }
        ArrayNode assignees = report.putArray("assignees");
        for (Row member : ledger.find("profiles", byAssignee.keySet())) {
            // Project managers take no part in comparisons of agents.
            if (!Role.PROJECT_MANAGER.name().equals(member.text("role"))) {
                ObjectNode entry =
                        assignees.addObject().put("assignee_id", member.id()).put("name", name(member));
                share(entry, byAssignee.get(member.id()));
            }
        }
        return report;
    }

    static String name(Row profile) {
        return (profile.find("first_name").orElse("") + " "
                        + profile.find("last_name").orElse(""))
                .strip();
    }

    private static ObjectNode share(ObjectNode entry, List<Row> tasks) {
        return entry.put("completed_tasks", completed(tasks))
                .put("total_tasks", tasks.size())
                .put("completion_rate", rate(tasks));
    }

    private static long completed(List<Row> tasks) {
        return tasks.stream().filter(task -> task.is("completed")).count();
    }

    private static BigDecimal rate(List<Row> tasks) {
        return Ratio.percent(completed(tasks), tasks.size(), BigDecimal.ZERO);
    }
}
