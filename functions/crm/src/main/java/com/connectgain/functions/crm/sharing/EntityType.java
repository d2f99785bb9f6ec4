package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Problem;
import java.util.Arrays;
import java.util.Locale;

/** What a link can show. */
enum EntityType {
    DEAL("deals", "Deal not found"),
    CONTACT("contacts", "Contact not found"),
    COMPANY("companies", "Company not found"),
    TASK("tasks", "Task not found"),
    PIPELINE_REPORT("pipelines", "Pipeline not found");

    private final String table;
    private final String absent;

    EntityType(String table, String absent) {
        this.table = table;
        this.absent = absent;
    }

    /** The table whose row the link names. */
    String table() {
        return table;
    }

    Problem absent() {
        return Problem.notFound(absent);
    }

    static EntityType of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(
                                "Invalid entity_type: " + (name.length() > 64 ? name.substring(0, 64) : name))
                        .withDetails("One of deal, contact, company, task, pipeline_report."));
    }
}
