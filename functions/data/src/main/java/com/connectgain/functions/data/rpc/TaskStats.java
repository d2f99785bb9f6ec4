package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code get_task_stats}: how many tasks are done, overall and by assignee and priority, and how late the others are. */
public final class TaskStats implements Procedure {

    private static final String ASSIGNEE = "p_assignee_id";
    private static final String NOBODY = "";
    private static final int PAGE = 1000;
    private static final int PERCENT = 100;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    private final Store store;
    private final Clock clock;

    public TaskStats(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private static final class Count {
        private int total;
        private int completed;
        private int overdue;
        private long overdueSeconds;

        private void add(Row task, Instant now) {
            total++;
            if (task.is("completed")) {
                completed++;
                return;
            }
            task.instant("due_date").filter(due -> due.isBefore(now)).ifPresent(due -> {
                overdue++;
                overdueSeconds += Duration.between(due, now).toSeconds();
            });
        }

        private ObjectNode describe(ObjectNode into) {
            BigDecimal rate = total == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf((long) PERCENT * completed)
                            .divide(BigDecimal.valueOf(total), 1, RoundingMode.HALF_UP);
            BigDecimal days = overdue == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(overdueSeconds / overdue).divide(SECONDS_PER_DAY, 1, RoundingMode.HALF_UP);
            return into.put("total", total)
                    .put("completed", completed)
                    .put("pending", total - completed)
                    .put("completion_rate", rate)
                    .put("overdue", overdue)
                    .put("average_days_overdue", days);
        }
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return Set.of(ASSIGNEE);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        Instant now = clock.instant();
        AccessPath path = new Arguments(arguments, now)
                .id(ASSIGNEE)
                .map(id -> (AccessPath) new AccessPath.Equal("assignee_id", id))
                .orElseGet(AccessPath.Whole::new);
        Count all = new Count();
        Map<String, Count> byAssignee = new TreeMap<>();
        Map<String, Count> byPriority = new TreeMap<>();
        Slice slice = Slice.of(path, PAGE);
        Page page;
        do {
            page = store.read(store.table("tasks"), caller.organization(), slice);
            for (Row task : page.rows()) {
                all.add(task, now);
                byAssignee
                        .computeIfAbsent(task.find("assignee_id").orElse(NOBODY), none -> new Count())
                        .add(task, now);
                byPriority
                        .computeIfAbsent(task.text("priority"), none -> new Count())
                        .add(task, now);
            }
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        ObjectNode answer = all.describe(Json.object());
        ArrayNode assignees = answer.putArray("by_assignee");
        byAssignee.forEach(
                (id, count) -> count.describe(assignees.addObject().put("assignee_id", id.equals(NOBODY) ? null : id)));
        ArrayNode priorities = answer.putArray("by_priority");
        byPriority.forEach(
                (priority, count) -> count.describe(priorities.addObject().put("priority", priority)));
        return answer;
    }
}
