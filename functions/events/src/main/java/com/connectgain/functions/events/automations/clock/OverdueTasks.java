package com.connectgain.functions.events.automations.clock;

import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import java.time.OffsetDateTime;

/**
 * Announces overdue tasks, each once per due date: the mark on the row is the claim, and the record stream makes
 * {@code task.overdue} of it.
 */
final class OverdueTasks {

    private final Due due;

    OverdueTasks(Due due) {
        this.due = due;
    }

    int run() {
        return due.each("tasks", "due_date", this::announce);
    }

    private boolean announce(Row task) {
        boolean[] announced = new boolean[1];
        due.change(task, values -> {
            boolean open = !values.path("completed").asBoolean() && values.hasNonNull("due_date");
            announced[0] = open
                    && !moment(values.path("due_date").asText()).isAfter(due.now())
                    && (!values.hasNonNull("due_notified_at")
                            || moment(values.path("due_notified_at").asText())
                                    .isBefore(moment(values.path("due_date").asText())));
            return announced[0] ? values.put("due_notified_at", DateTimes.print(due.now())) : null;
        });
        return announced[0];
    }

    private static java.time.Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
