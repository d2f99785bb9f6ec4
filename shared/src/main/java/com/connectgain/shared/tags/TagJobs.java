package com.connectgain.shared.tags;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes of tags that take longer than anybody waits: the rest is a job of the queue. */
public final class TagJobs {

    private static final String QUEUE = "PEOPLE_JOBS_QUEUE";
    private static final String JOBS = "background_jobs";
    private static final Duration WHILE_SOMEBODY_WAITS = Duration.ofSeconds(18);
    private static final Duration IN_THE_BACKGROUND = Duration.ofSeconds(90);

    private final Store store;
    private final Records records;
    private final Supplier<Queues> queues;
    private final TagChange change;

    public TagJobs(Store store, Records records, Supplier<Queues> queues) {
        this.store = store;
        this.records = records;
        this.queues = queues;
        this.change = new TagChange(store, records);
    }

    /** @return what was changed, and under {@code job_id} what goes on behind the queue */
    public ObjectNode run(Writing writing, String from, String to) {
        long end = System.nanoTime() + WHILE_SOMEBODY_WAITS.toNanos();
        TagChange.Result result = change.run(writing, from, to, () -> System.nanoTime() - end > 0);
        ObjectNode answer = Json.object().put("success", true);
        if (!result.finished()) {
            ObjectNode job = Json.object().put("kind", "BULK_TAG").put("started_at", writing.timestamp());
            job.putObject("options").put("from", from).put("to", to);
            count(job.putObject("result"), result.changed());
            Row row = records.insert(writing, JOBS, job);
            send(writing.tenant(), row.id());
            answer.put("job_id", row.id());
        }
        answer.put("status", result.finished() ? "COMPLETED" : "PROCESSING");
        count(answer, result.changed());
        return answer;
    }

    private void send(String tenant, String id) {
        queues.get()
                .send(
                        QUEUE,
                        Json.object()
                                .put("kind", "bulk-tag")
                                .put("organization_id", tenant)
                                .put("job_id", id));
    }

    /** A message of the queue. */
    public void goOn(Writing writing, String id) {
        Optional<Row> job = store.find(JOBS, writing.tenant(), id)
                .filter(row -> "BULK_TAG".equals(row.text("kind")))
                .filter(row -> !"COMPLETED".equals(row.text("status")));
        if (job.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + IN_THE_BACKGROUND.toNanos();
        String from = job.get().get("options").path("from").asText();
        String to = job.get().get("options").path("to").asText(null);
        TagChange.Result result = change.run(writing, from, to, () -> System.nanoTime() - end > 0);
        records.update(
                writing,
                List.of(job.get()),
                values -> {
                    ObjectNode after = values.deepCopy().put("updated_at", writing.timestamp());
                    count(after.withObject("/result"), result.changed());
                    after.put("status", result.finished() ? "COMPLETED" : "PROCESSING");
                    if (result.finished()) {
                        after.put("finished_at", writing.timestamp());
                    }
                    return after;
                },
                row -> true);
        if (!result.finished()) {
            send(writing.tenant(), id);
        }
    }

    private static void count(ObjectNode answer, Map<String, Integer> changed) {
        ObjectNode counts = answer.withObject("/changed");
        changed.forEach((table, rows) -> counts.put(table, counts.path(table).asInt() + rows));
    }
}
