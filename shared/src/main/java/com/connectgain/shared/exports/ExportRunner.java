package com.connectgain.shared.exports;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.files.PartedUpload;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Writes a large export into the bucket, in one go: a run that is repeated writes the same file anew. It reads with the
 * rights that its member has when it runs.
 */
public final class ExportRunner {

    /** More than a spreadsheet's user can do something with; what goes beyond fails rather than come short. */
    static final long MOST_ROWS = 200_000;

    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration CLAIMED = Duration.ofSeconds(121);
    private static final String TYPE = "text/csv; charset=utf-8";

    private final Kernel kernel;

    public ExportRunner(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @param delivery how often the message was delivered, from 1 */
    public void run(String organization, String jobId, int delivery) {
        String claim = "export#" + organization + "#" + jobId;
        if (!kernel.store().operations().claim(claim, kernel.clock().instant().plus(CLAIMED))) {
            return;
        }
        try {
            kernel.store()
                    .find(ExportCalls.TABLE, organization, jobId)
                    .filter(job -> !job.text("status").matches("COMPLETED|FAILED|CANCELLED"))
                    .ifPresent(job -> write(job, delivery));
        } finally {
            kernel.store().operations().release(claim);
        }
    }

    private void write(Row job, int delivery) {
        try {
            ExportOrder order = ExportOrder.of(job.get("options"));
            Caller caller = member(job).orElseThrow(Problem::insufficientPermissions);
            long rows = write(order, caller, job.text("file_key"));
            finish(
                    job,
                    Json.object()
                            .put("status", "COMPLETED")
                            .put("processed", rows)
                            .put("total", rows));
        } catch (Problem refused) {
            if (refused.status() >= 500 && delivery < 3) {
                throw refused;
            }
            finish(job, Json.object().put("status", "FAILED").put("error_message", refused.getMessage()));
        }
    }

    private long write(ExportOrder order, Caller caller, String key) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        LongPredicate goOn = read -> read <= MOST_ROWS && System.nanoTime() < end;
        try (PartedUpload file = kernel.media().upload(key, TYPE)) {
            long rows = new TableExport(kernel).write(order, caller, file, goOn);
            if (Math.abs(rows) > MOST_ROWS) {
                throw Problem.badRequest("The export has more than " + MOST_ROWS + " rows; narrow it down by a filter");
            }
            if (rows < 0) {
                throw Problem.badRequest("The export takes too long; narrow it down by a filter");
            }
            file.complete();
            return rows;
        }
    }

    private void finish(Row job, ObjectNode columns) {
        String now = DateTimes.print(kernel.clock().instant());
        kernel.store().change(job.table(), job.organization(), job.id(), values -> {
            values.setAll(columns);
            return values.put("finished_at", now).put("updated_at", now);
        });
    }

    /** The member as of now; nothing for one who was removed. */
    private Optional<Caller> member(Row job) {
        return Optional.ofNullable(job.text("created_by"))
                .flatMap(user -> kernel.store().find("profiles", job.organization(), user))
                .filter(profile -> profile.is("is_active"))
                .map(profile -> {
                    Role role = Role.valueOf(profile.text("role"));
                    return new Caller(
                            Credential.USER,
                            job.organization(),
                            profile.id(),
                            null,
                            null,
                            profile.text("email"),
                            role,
                            role.administers()
                                    ? role.defaults()
                                    : Permission.overriding(role.defaults(), profile.get("permissions")));
                });
    }
}
