package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.imports.FileImport.Order;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.files.SignedUpload;
import com.connectgain.shared.files.StoredFile;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Files that are too large for a request: a job is made, its file goes to the bucket by a signed link, and the job is
 * started. {@code POST import-jobs}, {@code GET import-jobs/{id}}, {@code POST import-jobs/{id}/start} and {@code /cancel}.
 */
public final class JobCalls {

    private static final Duration UPLOAD = Duration.ofMinutes(30);
    private static final Duration DOWNLOAD = Duration.ofHours(1);
    private static final int LONGEST_NAME = 255;
    private static final Set<String> TYPES = Set.of("text/csv", "application/csv", "application/vnd.ms-excel");

    private final Kernel kernel;
    private final JobRows jobs;
    private final ImportCalls calls;

    public JobCalls(Kernel kernel) {
        this.kernel = kernel;
        this.jobs = new JobRows(kernel);
        this.calls = new ImportCalls(kernel);
    }

    public Response answer(Call call) {
        call.caller().require(Permission.CAN_ACCESS_CRM);
        String organization = call.caller().organization();
        String path =
                call.request().path().replaceFirst("^.*/import-jobs/?", "").replaceFirst("/$", "");
        if (path.isEmpty()) {
            requireMethod(call.request(), "POST");
            return create(call);
        }
        String[] parts = path.split("/");
        if (parts.length == 1) {
            requireMethod(call.request(), "GET");
            return Response.ok(shown(job(organization, parts[0])));
        }
        if (parts.length == 2 && parts[1].equals("start")) {
            requireMethod(call.request(), "POST");
            return start(job(organization, parts[0]));
        }
        if (parts.length == 2 && parts[1].equals("cancel")) {
            requireMethod(call.request(), "POST");
            return cancel(job(organization, parts[0]));
        }
        throw Problem.notFound("No such path: import-jobs/" + path);
    }

    private static void requireMethod(Request request, String method) {
        boolean head = request.method().equals("HEAD") && method.equals("GET");
        if (!request.method().equals(method) && !head) {
            throw Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use " + method)
                    .withHeader("Allow", method);
        }
    }

    private Row job(String organization, String id) {
        try {
            return jobs.find(organization, UUID.fromString(id).toString())
                    .orElseThrow(() -> Problem.notFound("Import job not found"));
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound("Import job not found");
        }
    }

    private Response create(Call call) {
        ImportBody body = ImportBody.read(call.request());
        body.requireOwn(call.caller());
        ObjectNode sent = body.fields();
        JsonNode named = sent.path("kind");
        if (!named.isTextual()) {
            throw Problem.required("kind");
        }
        ImportKind kind = ImportKind.named(named.asText());
        if (body.csv() != null) {
            return calls.answer(call, kind, body);
        }
        long size = size(sent);
        String type = sent.path("content_type").asText(JobFiles.TYPE);
        if (!TYPES.contains(type)) {
            throw Problem.of(415, Problem.VALIDATION_ERROR, "content_type must be text/csv");
        }
        Options options = Options.read(sent);
        Order order = new Order(
                Ids.at(kernel.clock().millis()),
                call.caller().organization(),
                call.caller().userId(),
                options);
        ObjectNode columns = Json.object()
                .put("file_size", size)
                .put("file_name", fileName(sent))
                .put("file_key", JobFiles.source(order.organization(), order.job()));
        Row job = jobs.insert(order, kind, JobRows.PENDING, columns);
        SignedUpload upload = kernel.media()
                .signUpload(
                        JobFiles.source(order.organization(), order.job()),
                        type,
                        size,
                        kernel.clock().instant(),
                        UPLOAD);
        ObjectNode answer =
                Json.object().put("success", true).put("job_id", job.id()).put("status", JobRows.PENDING);
        ObjectNode link = answer.putObject("upload").put("method", "PUT").put("url", upload.url());
        ObjectNode headers = link.putObject("headers");
        upload.headers().forEach(headers::put);
        link.put("expires_at", DateTimes.print(upload.expires()));
        return Response.json(201, answer);
    }

    private static long size(ObjectNode sent) {
        JsonNode size = sent.path("file_size");
        if (size.isMissingNode() || size.isNull()) {
            throw Problem.required("file_size");
        }
        String text = size.asText("");
        if (!text.matches("[0-9]{1,15}") || Long.parseLong(text) < 1) {
            throw Problem.badRequest("file_size must be the file's size in bytes");
        }
        if (Long.parseLong(text) > JobFiles.LARGEST) {
            throw Problem.of(
                    413, Problem.VALIDATION_ERROR, "A file has at most " + JobFiles.LARGEST + " bytes (100 MB)");
        }
        return Long.parseLong(text);
    }

    private static String fileName(ObjectNode sent) {
        String name = sent.path("file_name").asText("");
        if (name.length() > LONGEST_NAME) {
            throw Problem.badRequest("file_name must be at most " + LONGEST_NAME + " characters");
        }
        return name.isBlank() ? null : name;
    }

    /** Looks at the head of the file, so that a file of the wrong kind is refused here and not by the job. */
    private Response start(Row job) {
        Order order = JobRows.order(job);
        if (!job.text("status").equals(JobRows.PENDING)) {
            return Response.json(202, shown(job));
        }
        String key = JobFiles.source(order.organization(), order.job());
        StoredFile file =
                kernel.media().find(key).orElseThrow(() -> Problem.conflict("The file has not been uploaded yet"));
        if (file.size() != job.get("file_size").asLong()) {
            throw Problem.badRequest("The uploaded file has " + file.size() + " bytes, not "
                    + job.get("file_size").asLong());
        }
        FileHead.read(ImportKind.valueOf(job.text("kind")), Source.of(kernel.media(), key), order.options());
        Row started;
        try {
            started = jobs.change(
                    job,
                    Json.object()
                            .put("status", JobRows.PROCESSING)
                            .put("started_at", DateTimes.print(kernel.clock().instant())));
        } catch (JobRows.OvertakenException another) {
            started = job(order.organization(), order.job());
        }
        jobs.enqueue(order.organization(), order.job());
        return Response.json(202, shown(started));
    }

    private Response cancel(Row job) {
        Row current = job;
        while (!JobRows.isOver(current)) {
            try {
                current = jobs.finish(current, JobRows.CANCELLED, Json.object());
            } catch (JobRows.OvertakenException moved) {
                current = job(job.organization(), job.id());
            }
        }
        return Response.ok(shown(current));
    }

    private ObjectNode shown(Row job) {
        ObjectNode shown = Json.object().put("success", true).put("job_id", job.id());
        job.table().columns().stream()
                .filter(column -> !column.isHidden())
                .forEach(column -> shown.set(column.name(), job.get(column.name())));
        int total = job.get("total").asInt();
        int processed = job.get("processed").asInt();
        shown.put(
                "progress",
                job.text("status").equals(JobRows.COMPLETED)
                        ? 100
                        : total == 0 ? 0 : Math.min(99, processed * 100L / total));
        boolean reported = job.get("failed").asInt() > 0 && job.text("status").equals(JobRows.COMPLETED);
        shown.put(
                "error_report_url",
                reported
                        ? kernel.media()
                                .signDownload(
                                        ErrorReport.key(job.organization(), job.id()), "import-errors.csv", DOWNLOAD)
                        : null);
        return shown;
    }
}
