package com.connectgain.functions.crm.bulk;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.notifications.Notice;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Records.Inserted;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tags every contact with the country of its number, page by page behind the job queue. A page that is done twice
 * changes nothing the second time, so a job goes on from its last cursor after whatever happened.
 */
public final class CountryTags {

    private static final String QUEUE = "PEOPLE_JOBS_QUEUE";
    private static final String JOBS = "background_jobs";
    private static final String KIND = "AUTO_TAG_COUNTRY";
    private static final int PAGE = 500;
    private static final Duration ONE_INVOCATION = Duration.ofSeconds(90);

    /** A job that shows no progress for so long stands in nobody's way. */
    private static final Duration STUCK = Duration.ofMinutes(30);

    private final Kernel kernel;
    private final Store store;
    private final Records records;
    private final CallingCodes codes = CallingCodes.load();

    public CountryTags(Kernel kernel) {
        this.kernel = kernel;
        this.store = kernel.store();
        this.records = kernel.records();
    }

    /** Begins a job; where one is running, that is the answer. */
    public Response begin(Call call) {
        call.request().jsonObject();
        Caller caller = call.caller();
        String tenant = caller.organization();
        if (!caller.administers()) {
            throw Problem.insufficientPermissions().withDetails("For owners and administrators");
        }
        String fresh = Ids.next();
        Optional<ObjectNode> running = store.operations()
                .claim(
                        claim(tenant),
                        Json.object().put("job", fresh),
                        kernel.clock().instant().plus(STUCK));
        String id = running.map(claim -> claim.path("job").asText()).orElse(fresh);
        if (running.isPresent() && store.find(JOBS, tenant, id).isPresent()) {
            return accepted(id, "PROCESSING");
        }
        // Whoever claimed it and then died made no job: it is made now, under the id that was claimed.
        Writing writing =
                new Writing(store, tenant, caller.userId(), kernel.clock().instant());
        ObjectNode job = Json.object()
                .put("id", id)
                .put("kind", KIND)
                .put("total", Math.toIntExact(store.count(store.table("contacts"), tenant)));
        return switch (records.tryInsert(writing, JOBS, job, List.of())) {
            case Inserted.Refused begun -> accepted(id, "PROCESSING");
            case Inserted.Done made -> {
                kernel.queues().send(QUEUE, message(tenant, id));
                yield accepted(id, "PENDING");
            }
        };
    }

    private static Response accepted(String job, String status) {
        return Response.json(
                202, Json.object().put("success", true).put("job_id", job).put("status", status));
    }

    private static ObjectNode message(String tenant, String job) {
        return Json.object()
                .put("kind", "auto-tag-country")
                .put("organization_id", tenant)
                .put("job_id", job);
    }

    private static String claim(String tenant) {
        return "auto-tag-country#" + tenant;
    }

    /** A message of the queue: works from where the job stands. */
    public void goOn(String tenant, String id) {
        Optional<Row> found = store.find(JOBS, tenant, id)
                .filter(job -> KIND.equals(job.text("kind")))
                .filter(job -> List.of("PENDING", "PROCESSING").contains(job.text("status")));
        if (found.isEmpty()) {
            return;
        }
        Writing writing = new Writing(
                store, tenant, found.get().text("created_by"), kernel.clock().instant());
        String cursor = found.get().text("cursor");
        Table contacts = store.table("contacts");
        long end = System.nanoTime() + ONE_INVOCATION.toNanos();
        while (true) {
            Slice slice = Slice.of(new AccessPath.Whole(), PAGE).startingAfter(cursor);
            Page page = store.read(contacts, tenant, slice);
            Map<String, Integer> tagged = tag(writing, page.rows());
            String next = page.next();
            save(writing, id, job -> {
                job.put("cursor", next);
                job.put("processed", job.path("processed").asInt() + page.rows().size());
                count(job, tagged);
            });
            if (page.isLast()) {
                finish(writing, id);
                return;
            }
            if (System.nanoTime() - end > 0) {
                kernel.queues().send(QUEUE, message(tenant, id));
                return;
            }
            cursor = next;
        }
    }

    private Map<String, Integer> tag(Writing writing, List<Row> contacts) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Row> untagged = contacts.stream()
                .filter(row -> !tagged(row.values()).equals(row.values()))
                .toList();
        List<Row> changed = records.update(
                writing, untagged, values -> tagged(values).put("updated_at", writing.timestamp()), row -> true);
        changed.forEach(row -> country(row.values()).ifPresent(country -> counts.merge(country, 1, Integer::sum)));
        return counts;
    }

    private ObjectNode tagged(ObjectNode contact) {
        ObjectNode after = contact.deepCopy();
        country(contact).ifPresent(country -> {
            boolean has = contact.path("tags")
                    .valueStream()
                    .anyMatch(tag -> tag.asText().equals(country));
            if (!has) {
                after.withArray("/tags").add(country);
            }
        });
        return after;
    }

    /** Of the first number whose country is known. */
    private Optional<String> country(ObjectNode contact) {
        for (JsonNode phone : contact.path("phones")) {
            Optional<String> country = codes.countryOf(phone.asText());
            if (country.isPresent()) {
                return country;
            }
        }
        return Optional.empty();
    }

    private static void count(ObjectNode job, Map<String, Integer> tagged) {
        ObjectNode countries = job.withObject("/result/countries");
        tagged.forEach((country, contacts) ->
                countries.put(country, countries.path(country).asInt() + contacts));
        int sum = tagged.values().stream().mapToInt(Integer::intValue).sum();
        ObjectNode result = job.withObject("/result");
        result.put("tagged", result.path("tagged").asInt() + sum);
    }

    private Optional<Row> save(Writing writing, String id, Consumer<ObjectNode> edit) {
        Optional<Row> job = store.find(JOBS, writing.tenant(), id);
        return job.flatMap(row -> records
                .update(
                        writing,
                        List.of(row),
                        values -> {
                            ObjectNode after = values.deepCopy()
                                    .put("status", "PROCESSING")
                                    .put("updated_at", writing.timestamp());
                            if (!after.hasNonNull("started_at")) {
                                after.put("started_at", writing.timestamp());
                            }
                            edit.accept(after);
                            return after;
                        },
                        found -> true)
                .stream()
                .findFirst());
    }

    /** Telling comes first: it may be repeated, and a job that is done is not looked at again. */
    private void finish(Writing writing, String id) {
        store.find(JOBS, writing.tenant(), id).ifPresent(job -> tell(writing, job));
        save(
                writing,
                id,
                values -> values.put("status", "COMPLETED").putNull("cursor").put("finished_at", writing.timestamp()));
        store.operations().release(claim(writing.tenant()));
    }

    private void tell(Writing writing, Row job) {
        int tagged = job.get("result").path("tagged").asInt();
        Notice notice = Notice.of("auto-tag-country#" + job.id(), "job", "Contacts were tagged by country")
                .saying(tagged == 1 ? "1 contact was tagged" : tagged + " contacts were tagged")
                .about("background_job", job.id(), null)
                .unmailed();
        if (writing.userId() != null) {
            kernel.notifier().tell(writing, job.instant("created_at").orElseThrow(), List.of(writing.userId()), notice);
        }
    }
}
