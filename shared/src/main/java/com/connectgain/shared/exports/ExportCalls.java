package com.connectgain.shared.exports;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code export-csv}: small files are the answer; for large ones the answer is a job with a link at its end. */
public final class ExportCalls {

    static final String TABLE = "export_jobs";

    private static final String QUEUE = "CSV_QUEUE";
    private static final String TYPE = "text/csv; charset=utf-8";

    /** Lambda answers with 6 MB at most, and JSON around it. */
    private static final int LARGEST_ANSWER = 3 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration DOWNLOAD = Duration.ofHours(1);

    private final Kernel kernel;

    public ExportCalls(Kernel kernel) {
        this.kernel = kernel;
    }

    public Response answer(Call call) {
        call.caller().organization();
        Optional<String> jobId = call.request().parameter("job_id");
        if (jobId.isPresent()) {
            return Response.ok(shown(job(call.caller(), jobId.get())));
        }
        ExportOrder order = ExportOrder.read(call.request());
        String fileName = fileName(order.entity());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long end = System.nanoTime() + PATIENCE.toNanos();
        long rows = new TableExport(kernel)
                .write(
                        order,
                        call.caller(),
                        bytes,
                        read -> !order.background() && bytes.size() < LARGEST_ANSWER && System.nanoTime() < end);
        if (rows < 0 || order.background() || bytes.size() > LARGEST_ANSWER) {
            return Response.json(202, shown(begin(order, call.caller(), fileName)));
        }
        return new Response(200, Map.of("Content-Type", TYPE), bytes.toByteArray())
                .withHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .withHeader("X-Total-Count", Long.toString(rows))
                .withHeader("Cache-Control", "no-store");
    }

    private String fileName(Entity entity) {
        LocalDate today = LocalDate.ofInstant(kernel.clock().instant(), ZoneOffset.UTC);
        return entity.name().replace('_', '-') + "-" + today + ".csv";
    }

    /** The file holds what its member may read: others may read less. */
    private Row job(Caller caller, String id) {
        Optional<UUID> parsed = uuid(id);
        return parsed.flatMap(known -> kernel.store().find(TABLE, caller.organization(), known.toString()))
                .filter(job -> caller.userId().equals(job.text("created_by")) || caller.administers())
                .orElseThrow(() -> Problem.notFound("Export job not found"));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private Row begin(ExportOrder order, Caller caller, String fileName) {
        String id = Ids.at(kernel.clock().millis());
        ObjectNode job = Json.object()
                .put("id", id)
                .put("kind", order.entity().name())
                .put("file_name", fileName)
                .put("file_key", "tmp/exports/" + caller.organization() + "/" + id + ".csv")
                .put("created_by", caller.userId());
        job.set("options", order.toJson());
        Writing writing = new Writing(
                kernel.store(),
                caller.organization(),
                caller.userId(),
                kernel.clock().instant());
        Row row = kernel.records().insert(writing, TABLE, job);
        ObjectNode message = Json.object()
                .put("type", "export")
                .put("organization_id", caller.organization())
                .put("job_id", id);
        kernel.queues().sendMessages(QUEUE, List.of(Queues.Outgoing.of(message).inGroup(caller.organization())));
        return row;
    }

    private ObjectNode shown(Row job) {
        boolean done = job.text("status").equals("COMPLETED");
        return Json.object()
                .put("success", true)
                .put("job_id", job.id())
                .put("status", job.text("status"))
                .put("entity", job.text("kind"))
                .put("file_name", job.text("file_name"))
                .put("rows", job.get("processed").asInt())
                .put("error_message", job.text("error_message"))
                .put(
                        "download_url",
                        done
                                ? kernel.media().signDownload(job.text("file_key"), job.text("file_name"), DOWNLOAD)
                                : null);
    }
}
