package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells whoever started an import that it is over; once, however often it is told to. */
final class ImportNotice {

    private static final String KIND = "import_finished";
    private static final String PREFERENCES = "notification_preferences";

    private final Kernel kernel;

    ImportNotice(Kernel kernel) {
        this.kernel = kernel;
    }

    void send(Row job) {
        String user = job.text("created_by");
        if (user == null || job.text("status").equals(JobRows.CANCELLED) || !wants(job.organization(), user)) {
            return;
        }
        boolean completed = job.text("status").equals(JobRows.COMPLETED);
        String what = job.text("kind").toLowerCase(Locale.ROOT);
        ObjectNode notification = Json.object()
                .put("id", new RowIds(job.id()).of("notification", 0))
                .put("user_id", user)
                .put("kind", KIND)
                .put("title", completed ? "Import of " + what + " finished" : "Import of " + what + " failed")
                .put("body", completed ? counts(job) : job.text("error_message"))
                .put("entity_type", "import_job")
                .put("entity_id", job.id());
        notification.set("data", Progress.of(job).columns().without(List.of("cursor", "errors")));
        Writing writing = new Writing(
                kernel.store(), job.organization(), user, kernel.clock().instant());
        kernel.records().tryInsert(writing, "notifications", notification, List.of());
    }

    private boolean wants(String organization, String user) {
        ObjectNode key = Json.object().put("user_id", user).put("organization_id", organization);
        Optional<Row> preferences = kernel.store()
                .findUnique(
                        kernel.store().table(PREFERENCES), organization, "notification_preferences_user_id_key", key);
        return preferences
                .map(row ->
                        row.is("in_app_enabled") && row.get("kinds").path(KIND).asBoolean(true))
                .orElse(true);
    }

    private static String counts(Row job) {
        Progress progress = Progress.of(job);
        StringBuilder text = new StringBuilder("Imported: " + progress.imported());
        progress.made()
                .forEach((table, number) ->
                        text.append(", new ").append(table).append(": ").append(number));
        return text.append(", merged: ")
                .append(progress.merged())
                .append(", skipped: ")
                .append(progress.skipped())
                .append(", errors: ")
                .append(progress.failed())
                .toString();
    }
}
