package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalTime;
import java.util.List;

/** Targets of a support project: ones that no issue could be measured by are refused, new ones wait to be applied. */
final class SlaConfigTrigger implements Trigger {

    private static final String ONLY = "business_hours_only";
    private static final String START = "business_hours_start";
    private static final String END = "business_hours_end";
    private static final String DAYS = "business_days";
    private static final int SATURDAY = 6;

    private static final List<String> SETTINGS =
            List.of("project_id", "response_time_hours", "resolution_time_hours", ONLY, START, END, DAYS, "holidays");

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        check(row);
        apply(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (SETTINGS.stream().anyMatch(column -> Cells.changed(before, after, column))) {
            check(after);
            apply(transaction, after);
        }
    }

    private static void check(ObjectNode row) {
        for (JsonNode day : row.path(DAYS)) {
            if (day.asInt() < 0 || day.asInt() > SATURDAY) {
                throw Problem.badRequest(DAYS + " must be days from 0 (Sunday) to 6");
            }
        }
        if (!row.path(ONLY).asBoolean()) {
            return;
        }
        if (row.path(DAYS).isEmpty()) {
            throw Problem.badRequest(DAYS + " must not be empty");
        }
        if (!LocalTime.parse(row.path(END).asText())
                .isAfter(LocalTime.parse(row.path(START).asText()))) {
            throw Problem.badRequest(END + " must be after " + START);
        }
    }

    private static void apply(Transaction transaction, ObjectNode row) {
        row.put("apply_at", transaction.writing().timestamp());
    }
}
