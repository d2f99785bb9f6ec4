package com.connectgain.functions.crm.duplicates;

import com.connectgain.functions.crm.locking.Locks;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Merges as requests and as messages of the job queue: begun by the one, finished by either. */
public final class Merges {

    private static final String QUEUE = "PEOPLE_JOBS_QUEUE";

    /** Well within the gateway's 29 seconds. */
    private static final Duration WHILE_SOMEBODY_WAITS = Duration.ofSeconds(18);

    /** For rows that another merge has; most take less than a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration IN_THE_BACKGROUND = Duration.ofSeconds(90);

    /** When the queue looks after a merge: a request that ran into trouble is over by then. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(60);

    private static final String SERIALIZATION_FAILURE = "40001";

    private final Kernel kernel;
    private final Store store;
    private final MergeJobs jobs;
    private final Merger merger;
    private final Locks locks;

    public Merges(Kernel kernel) {
        this.kernel = kernel;
        this.store = kernel.store();
        this.jobs = new MergeJobs(store, kernel.records());
        this.merger = new Merger(store, kernel.records(), jobs);
        this.locks = new Locks(store.operations(), kernel.clock());
    }

    Response merge(Caller caller, Merge merge) {
        if (isDone(merge)) {
            return answer(merge, jobs.find(merge.tenant(), merge.id()).orElseThrow(), true);
        }
        requireRows(merge);
        acquire(merge);
        try {
            requireRows(merge);
        } catch (Problem missing) {
            locks.release(merge.lock());
            if (isDone(merge)) {
                return answer(merge, jobs.find(merge.tenant(), merge.id()).orElseThrow(), true);
            }
            throw missing;
        }
        Writing writing = writing(merge.tenant(), caller.userId());
        kernel.queues().send(QUEUE, message(merge), LOOK_AFTER);
        jobs.begin(writing, merge);
        boolean done = attempt(writing, merge, Deadline.in(WHILE_SOMEBODY_WAITS), caller.name());
        if (!done) {
            kernel.queues().send(QUEUE, message(merge));
        }
        return answer(merge, jobs.find(merge.tenant(), merge.id()).orElseThrow(), done);
    }

    private void acquire(Merge merge) {
        Problem busy = Problem.conflict("One of these rows is part of another merge that has not finished")
                .withHint("Try again in a minute")
                .withHeader("Retry-After", "60");
        locks.acquire(merge.lock(), PATIENCE, busy);
    }

    /** A merge that was asked for before, and of whose rows only the survivor is left. */
    private boolean isDone(Merge merge) {
        return jobs.find(merge.tenant(), merge.id())
                        .filter(job -> MergeJobs.COMPLETED.equals(job.text("status")))
                        .isPresent()
                && present(merge).equals(Set.of(merge.primary()));
    }

    private Set<String> present(Merge merge) {
        return store.findAll(store.table(merge.subject().table()), merge.tenant(), merge.rows()).stream()
                .map(Row::id)
                .collect(Collectors.toSet());
    }

    /** Rows of an unfinished merge may be gone already; of a new one all must be there. */
    private void requireRows(Merge merge) {
        boolean unfinished = jobs.find(merge.tenant(), merge.id())
                .filter(job -> MergeJobs.PROCESSING.equals(job.text("status")))
                .isPresent();
        if (unfinished) {
            return;
        }
        Set<String> present = present(merge);
        List<String> missing =
                merge.rows().stream().filter(id -> !present.contains(id)).toList();
        if (!missing.isEmpty()) {
            String noun = merge.subject().noun();
            String name = Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
            throw Problem.notFound(name + " not found: " + String.join(", ", missing));
        }
    }

    private boolean attempt(Writing writing, Merge merge, Deadline deadline, String actor) {
        try {
            if (!merger.run(writing, merge, deadline)) {
                return false;
            }
        } catch (Problem problem) {
            if (!isPassing(problem)) {
                jobs.fail(writing, merge, problem);
                locks.release(merge.lock());
            }
            throw problem;
        }
        Row job = jobs.find(merge.tenant(), merge.id()).orElseThrow();
        jobs.audit(writing, merge, job, actor);
        jobs.complete(writing, merge);
        locks.release(merge.lock());
        return true;
    }

    private static boolean isPassing(Problem problem) {
        return problem.status() >= 500 || problem.code().equals(SERIALIZATION_FAILURE);
    }

    /** A message of the queue: goes on with what was left, and looks for what came late. */
    public void lookAfter(String tenant, String id) {
        Optional<Row> job = jobs.find(tenant, id);
        Optional<Subject> subject = job.flatMap(row -> Subject.ofJob(row.text("kind")));
        if (subject.isEmpty()) {
            return;
        }
        Merge merge = Merge.of(subject.get(), job.get());
        Writing writing = writing(tenant, job.get().text("created_by"));
        Deadline deadline = Deadline.in(IN_THE_BACKGROUND);
        switch (job.get().text("status")) {
            case MergeJobs.COMPLETED -> merger.collectStragglers(writing, merge, deadline);
            case MergeJobs.PROCESSING -> {
                acquire(merge);
                if (attempt(writing, merge, deadline, actor(tenant, job.get()))) {
                    kernel.queues().send(QUEUE, message(merge), LOOK_AFTER);
                } else {
                    kernel.queues().send(QUEUE, message(merge));
                }
            }
            default -> {}
        }
    }

    private String actor(String tenant, Row job) {
        return job.find("created_by")
                .flatMap(id -> store.find("profiles", tenant, id))
                .map(profile -> profile.text("email"))
                .orElse(null);
    }

    private Writing writing(String tenant, String userId) {
        return new Writing(store, tenant, userId, kernel.clock().instant());
    }

    private static ObjectNode message(Merge merge) {
        return Json.object()
                .put("kind", "merge")
                .put("organization_id", merge.tenant())
                .put("job_id", merge.id());
    }

    private Response answer(Merge merge, Row job, boolean done) {
        ObjectNode body = Json.object()
                .put("success", true)
                .put("merge_id", merge.id())
                .put("status", done ? MergeJobs.COMPLETED : MergeJobs.PROCESSING)
                .put("primary_id", merge.primary());
        merge.duplicates().forEach(body.putArray("merged_ids")::add);
        body.set(
                "moved",
                job.get("result").path("moved").isObject() ? job.get("result").path("moved") : Json.object());
        Table table = store.table(merge.subject().table());
        store.find(table, merge.tenant(), merge.primary())
                .ifPresent(survivor -> body.set(merge.subject().noun(), shown(survivor)));
        return Response.json(done ? 200 : 202, body);
    }

    /** A row as clients see it. */
    static ObjectNode shown(Row row) {
        ObjectNode shown = row.values().deepCopy();
        row.table().columns().stream().filter(Column::isHidden).forEach(column -> shown.remove(column.name()));
        return shown;
    }
}
