package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.imports.FileImport.Order;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of {@code import_jobs}, and the messages that have them worked on. */
final class JobRows {

    static final String PENDING = "PENDING";
    static final String PROCESSING = "PROCESSING";
    static final String COMPLETED = "COMPLETED";
    static final String FAILED = "FAILED";
    static final String CANCELLED = "CANCELLED";

    private static final Set<String> OVER = Set.of(COMPLETED, FAILED, CANCELLED);
    private static final String TABLE = "import_jobs";
    private static final String QUEUE = "CSV_QUEUE";

    private final Kernel kernel;

    JobRows(Kernel kernel) {
        this.kernel = kernel;
    }

    static boolean isOver(Row job) {
        return OVER.contains(job.text("status"));
    }

    private String now() {
        return DateTimes.print(kernel.clock().instant());
    }

    /** A job that begins; {@code columns} add to what is known of every job. */
    Row insert(Order order, ImportKind kind, String status, ObjectNode columns) {
        ObjectNode job = Json.object()
                .put("id", order.job())
                .put("kind", kind.name())
                .put("status", status)
                .put("created_by", order.user());
        job.set("options", order.options().toJson());
        if (!status.equals(PENDING)) {
            job.put("started_at", now());
        }
        if (OVER.contains(status)) {
            job.put("finished_at", now());
        }
        job.setAll(columns);
        Writing writing = new Writing(
                kernel.store(),
                order.organization(),
                order.user(),
                kernel.clock().instant());
        return kernel.records().insert(writing, TABLE, job);
    }

    Optional<Row> find(String organization, String job) {
        return kernel.store().find(TABLE, organization, job);
    }

    static Order order(Row job) {
        return new Order(
                job.id(), job.organization(), job.text("created_by"), Options.read((ObjectNode) job.get("options")));
    }

    /** Changes a job that is as far as {@code seen}; whoever lost sight of it is told so. */
    Row change(Row seen, ObjectNode columns) {
        Row job = kernel.store()
                .change(kernel.store().table(TABLE), seen.organization(), seen.id(), values -> {
                    boolean same = values.path("cursor").equals(seen.get("cursor"))
                            && values.path("status").equals(seen.get("status"));
                    if (!same) {
                        throw new OvertakenException();
                    }
                    values.setAll(columns);
                    return values.put("updated_at", now());
                })
                .orElseThrow(OvertakenException::new);
        return job;
    }

    Row finish(Row job, String status, ObjectNode columns) {
        return change(job, columns.put("status", status).put("finished_at", now()));
    }

    void enqueue(String organization, String job) {
        enqueue(organization, job, 1, Duration.ZERO);
    }

    void enqueue(String organization, String job, int attempt, Duration delay) {
        ObjectNode message = Json.object()
                .put("type", "import")
                .put("organization_id", organization)
                .put("job_id", job)
                .put("attempt", attempt);
        Queues.Outgoing outgoing =
                Queues.Outgoing.of(message).inGroup(organization).after(delay);
        kernel.queues().sendMessages(QUEUE, List.of(outgoing));
    }

    /** Another run has gone on with the job, or somebody cancelled it. */
    static final class OvertakenException extends RuntimeException {

        OvertakenException() {
            super("The job went on without this run", null, false, false);
        }
    }
}
