package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The memory of merges: a row of {@code background_jobs} each, and what is written down once one is done. */
final class MergeJobs {

    static final String TABLE = "background_jobs";
    static final String PROCESSING = "PROCESSING";
    static final String COMPLETED = "COMPLETED";
    private static final String FAILED = "FAILED";
    private static final String STATUS = "status";

    private final Store store;
    private final Records records;

    MergeJobs(Store store, Records records) {
        this.store = store;
        this.records = records;
    }

    Optional<Row> find(String tenant, String id) {
        return store.find(TABLE, tenant, id);
    }

    /** The job of a merge that begins, or that goes on where another request left it. */
    Row begin(Writing writing, Merge merge) {
        ObjectNode values = Json.object()
                .put("id", merge.id())
                .put("kind", merge.subject().job())
                .put(STATUS, PROCESSING)
                .put("total", merge.duplicates().size())
                .put("started_at", writing.timestamp());
        values.set("options", merge.options());
        return switch (records.tryInsert(writing, TABLE, values, List.of())) {
            case Records.Inserted.Done(var rows) -> rows.getFirst();
            case Records.Inserted.Refused refused -> reopen(writing, merge);
        };
    }

    private Row reopen(Writing writing, Merge merge) {
        Row job = find(merge.tenant(), merge.id()).orElseThrow();
        if (PROCESSING.equals(job.text(STATUS))) {
            return job;
        }
        return change(writing, merge, values -> {
            values.put(STATUS, PROCESSING)
                    .put("processed", 0)
                    .put("started_at", writing.timestamp())
                    .putNull("finished_at");
            values.set("options", merge.options());
            values.putObject("result");
            values.putArray("errors");
        });
    }

    private Row change(Writing writing, Merge merge, Consumer<ObjectNode> edit) {
        Row job = find(merge.tenant(), merge.id()).orElseThrow();
        List<Row> changed = records.update(
                writing,
                List.of(job),
                values -> {
                    ObjectNode after = values.deepCopy().put("updated_at", writing.timestamp());
                    edit.accept(after);
                    return after;
                },
                found -> true);
        return changed.isEmpty() ? job : changed.getFirst();
    }

    void progress(Writing writing, Merge merge, int processed, Map<String, Integer> moved) {
        change(writing, merge, values -> {
            values.put("processed", Math.max(processed, values.path("processed").asInt()));
            ObjectNode counts = values.withObject("/result/moved");
            moved.forEach((table, rows) -> counts.put(table, counts.path(table).asInt() + rows));
        });
    }

    Row complete(Writing writing, Merge merge) {
        return change(
                writing,
                merge,
                values -> values.put(STATUS, COMPLETED)
                        .put("processed", merge.duplicates().size())
                        .put("finished_at", writing.timestamp()));
    }

    void fail(Writing writing, Merge merge, Problem problem) {
        change(writing, merge, values -> {
            values.put(STATUS, FAILED).put("finished_at", writing.timestamp());
            values.putArray("errors").add(problem.getMessage());
        });
    }

    /** What the survivor did not take over of this row, for the audit entry: nothing of it is lost unseen. */
    void remember(Writing writing, Merge merge, Row duplicate, ObjectNode replaced) {
        boolean known = find(merge.tenant(), merge.id())
                .map(job -> job.get("result").path("replaced").path(duplicate.id()))
                .filter(replaced::equals)
                .isPresent();
        if (known) {
            return;
        }
        change(writing, merge, values -> values.withObject("/result/replaced").set(duplicate.id(), replaced));
    }

    /** Once for each run of a job, however many workers finish it. */
    void audit(Writing writing, Merge merge, Row job, String actorName) {
        String run = merge.id() + "#" + job.text("started_at");
        ObjectNode entry = Json.object()
                .put("id", derived("audit#" + run))
                .put("actor_id", job.text("created_by"))
                .put("actor_name", actorName)
                .put("action", merge.subject().noun() + ".merged")
                .put("entity_type", merge.subject().noun())
                .put("entity_id", merge.primary());
        ObjectNode details = entry.putObject("details").put("merge_id", merge.id());
        merge.duplicates().forEach(details.putArray("merged_ids")::add);
        details.setAll((ObjectNode) job.get("result"));
        records.tryInsert(writing, "audit_logs", entry, List.of());
        if (merge.subject() == Subject.CONTACTS) {
            tell(writing, merge, run);
        }
    }

    private void tell(Writing writing, Merge merge, String run) {
        int merged = merge.duplicates().size();
        ObjectNode entry = Json.object()
                .put("id", derived("timeline#" + run))
                .put("contact_id", merge.primary())
                .put("activity_type", "CONTACT_MERGED")
                .put("description", merged == 1 ? "Merged with a duplicate" : "Merged with " + merged + " duplicates");
        merge.duplicates().forEach(entry.putObject("metadata").putArray("merged_ids")::add);
        records.tryInsert(writing, "contact_activity_log", entry, List.of());
    }

    private static String derived(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
