package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.csv.RawRecord;
import com.connectgain.functions.crm.csv.RecordReader;
import com.connectgain.functions.crm.imports.FileImport.Order;
import com.connectgain.functions.crm.imports.FileImport.Run;
import com.connectgain.functions.crm.imports.JobRows.OvertakenException;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import java.time.Duration;
import java.util.Optional;

/**
 * Works on an import job for a while, and hands on what is left. The job's row says how far it is, so a message that
 * comes twice, or again after a crash, goes on from there; one run at a time has the job.
 */
public final class JobRunner {

    /** As long as one invocation works; its function has twice the time. */
    private static final Duration SLICE = Duration.ofSeconds(50);

    /** As long as one stretch may take: what is left of an invocation when the last one begins. */
    private static final Duration STRETCH = Duration.ofSeconds(60);

    /** As long as an invocation may last at all: an older claim belongs to one that died. */
    private static final Duration CLAIMED = Duration.ofSeconds(121);

    /** Between tries of a stretch that failed for reasons which pass. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 6;
    private static final int KEPT_ERRORS = 100;

    private final Kernel kernel;
    private final JobRows jobs;
    private final ErrorReport report;
    private final ImportNotice notice;

    public JobRunner(Kernel kernel) {
        this.kernel = kernel;
        this.jobs = new JobRows(kernel);
        this.report = new ErrorReport(kernel.media());
        this.notice = new ImportNotice(kernel);
    }

    /** @param attempt which try this is since the job last went on, from 1 */
    public void run(String organization, String jobId, int attempt) {
        String claim = "import#" + organization + "#" + jobId;
        boolean mine = kernel.store()
                .operations()
                .claim(claim, kernel.clock().instant().plus(CLAIMED));
        if (!mine) {
            // The holder has a message of its own, which comes again should it die.
            return;
        }
        Next next;
        try {
            next = jobs.find(organization, jobId).map(job -> work(job, attempt)).orElse(Next.NOTHING);
        } catch (OvertakenException gone) {
            next = Next.NOTHING;
        } finally {
            kernel.store().operations().release(claim);
        }
        // Only now: whoever takes the message must find the job free.
        switch (next) {
            case GO_ON -> jobs.enqueue(organization, jobId, 1, Duration.ZERO);
            case TRY_AGAIN -> jobs.enqueue(organization, jobId, attempt + 1, PAUSE.multipliedBy(attempt));
            case NOTHING -> {}
        }
    }

    private enum Next {
        GO_ON,
        TRY_AGAIN,
        NOTHING
    }

    private Next work(Row job, int attempt) {
        if (JobRows.isOver(job)) {
            notice.send(job);
            return Next.NOTHING;
        }
        try {
            return go(job) ? Next.NOTHING : Next.GO_ON;
        } catch (OvertakenException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            if (failure instanceof Problem refused && refused.status() < 500 && refused.status() != 409) {
                fail(job, refused.getMessage());
                return Next.NOTHING;
            }
            kernel.log().failure("import slice failed", failure, "job_id", job.id());
            if (attempt < ATTEMPTS) {
                return Next.TRY_AGAIN;
            }
            fail(job, "The import could not be finished; what it has done so far stays");
            return Next.NOTHING;
        }
    }

    private void fail(Row job, String reason) {
        jobs.find(job.organization(), job.id())
                .filter(current -> !JobRows.isOver(current))
                .map(current ->
                        jobs.finish(current, JobRows.FAILED, Json.object().put("error_message", reason)))
                .ifPresent(notice::send);
    }

    /** @return whether the file has ended */
    private boolean go(Row begun) {
        Order order = JobRows.order(begun);
        ImportKind kind = ImportKind.valueOf(begun.text("kind"));
        Source source = Source.of(kernel.media(), JobFiles.source(order.organization(), order.job()));
        FileHead head = FileHead.read(kind, source, order.options());
        Row[] job = {begun};
        if (begun.get("total").asInt() == 0) {
            int total = count(source, head);
            if (total == 0) {
                throw Problem.badRequest("The CSV has no rows below its header");
            }
            job[0] = jobs.change(begun, Json.object().put("total", total).put("status", JobRows.PROCESSING));
        }
        long end = System.nanoTime() + SLICE.toNanos();
        Run run = new FileImport(kernel, kind, STRETCH)
                .run(
                        order,
                        head,
                        source,
                        Progress.of(job[0]),
                        KEPT_ERRORS,
                        () -> System.nanoTime() < end,
                        (progress, refused) -> {
                            report.add(order, head.layout(), refused);
                            job[0] = jobs.change(job[0], progress.columns());
                        });
        if (!run.ended()) {
            return false;
        }
        report.finish(order, head.layout());
        notice.send(jobs.finish(
                job[0],
                JobRows.COMPLETED,
                Json.object().put("total", run.progress().processed())));
        kernel.media().delete(JobFiles.source(order.organization(), order.job()));
        return true;
    }

    private static int count(Source source, FileHead head) {
        RecordReader records = new RecordReader(source.from(head.end()), head.end(), head.delimiter());
        int count = 0;
        for (Optional<RawRecord> next = records.next(); next.isPresent(); next = records.next()) {
            count += next.get().isBlank() ? 0 : 1;
        }
        return count;
    }
}
