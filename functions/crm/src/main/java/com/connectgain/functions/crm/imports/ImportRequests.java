package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.imports.FileImport.Order;
import com.connectgain.functions.crm.imports.FileImport.Run;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Files that come with a request. What can be done while the caller waits is done; the rest goes on as a job, and the
 * answer says so.
 */
public final class ImportRequests {

    /** The gateway waits 29 seconds, and a stretch may take some of them. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int KEPT_ERRORS = 1000;
    private static final int STORED_ERRORS = 100;
    private static final List<String> KOMMO_COUNTS = List.of("contacts", "deals", "companies", "notes");

    private final Kernel kernel;
    private final JobRows jobs;
    private final ErrorReport report;
    private final ImportNotice notice;

    public ImportRequests(Kernel kernel) {
        this.kernel = kernel;
        this.jobs = new JobRows(kernel);
        this.report = new ErrorReport(kernel.media());
        this.notice = new ImportNotice(kernel);
    }

    Response run(ImportKind kind, Caller caller, ImportBody body) {
        body.requireOwn(caller);
        byte[] csv = body.required();
        Options options = Options.read(body.fields());
        Source source = Source.of(csv);
        FileHead head = FileHead.read(kind, source, options);
        Order order = new Order(Ids.at(kernel.clock().millis()), caller.organization(), caller.userId(), options);
        long end = System.nanoTime() + (body.inBackground() ? Duration.ZERO : PATIENCE).toNanos();
        BooleanSupplier goOn = () -> System.nanoTime() < end;
        Run run = new FileImport(kernel, kind, PATIENCE)
                .run(
                        order,
                        head,
                        source,
                        Progress.NONE,
                        KEPT_ERRORS,
                        goOn,
                        (progress, refused) -> report.add(order, head.layout(), refused));
        return run.ended() ? finished(order, kind, head, run.progress(), body) : handedOn(order, kind, run, body);
    }

    private Response finished(Order order, ImportKind kind, FileHead head, Progress progress, ImportBody body) {
        if (progress.processed() == 0) {
            throw Problem.badRequest("The CSV has no rows below its header");
        }
        if (progress.failed() > 0) {
            report.finish(order, head.layout());
        }
        Row job = jobs.insert(
                order, kind, JobRows.COMPLETED, columns(progress, body).put("total", progress.processed()));
        notice.send(job);
        return Response.ok(answer(kind, job, progress));
    }

    private Response handedOn(Order order, ImportKind kind, Run run, ImportBody body) {
        kernel.media().write(JobFiles.source(order.organization(), order.job()), JobFiles.TYPE, body.csv());
        Row job = jobs.insert(order, kind, JobRows.PROCESSING, columns(run.progress(), body));
        jobs.enqueue(order.organization(), order.job());
        return Response.json(202, answer(kind, job, run.progress()));
    }

    private static ObjectNode columns(Progress progress, ImportBody body) {
        Progress stored = new Progress(
                progress.cursor(),
                progress.rows(),
                progress.imported(),
                progress.skipped(),
                progress.merged(),
                progress.failed(),
                progress.made(),
                progress.errors().stream().limit(STORED_ERRORS).toList());
        return stored.columns().put("file_name", body.fileName()).put("file_size", body.csv().length);
    }

    private static ObjectNode answer(ImportKind kind, Row job, Progress progress) {
        ObjectNode answer = Json.object()
                .put("success", true)
                .put("imported", progress.imported())
                .put("skipped", progress.skipped());
        answer.set("errors", progress.errorsJson());
        answer.put("merged", progress.merged())
                .put("failed", progress.failed())
                .put("total", progress.processed())
                .put("job_id", job.id())
                .put("status", job.text("status"));
        ObjectNode counts = Json.object();
        progress.made().forEach(counts::put);
        if (kind == ImportKind.KOMMO) {
            KOMMO_COUNTS.forEach(table -> {
                counts.put(table, progress.made(table));
                answer.put(table, progress.made(table));
            });
            counts.put("merged", progress.merged()).put("errors", progress.failed());
        }
        answer.set("counts", counts);
        return answer;
    }
}
