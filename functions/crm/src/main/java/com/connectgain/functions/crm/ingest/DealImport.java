package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.people.ContactMatcher;
import com.connectgain.shared.people.ContactWriter;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Deals by the batch: each finds its contact, or makes one where it may. A contact that is found is never changed. */
final class DealImport {

    private static final String DEALS = "deals";
    private static final String CONTACTS = "contacts";

    private final Store store;
    private final Records records;
    private final ContactMatcher matcher;
    private final ContactWriter writer;
    private final FirstWriter first;

    DealImport(Kernel kernel) {
        this.store = kernel.store();
        this.records = kernel.records();
        this.matcher = new ContactMatcher(store);
        this.writer = new ContactWriter(store, records);
        this.first = new FirstWriter(store, records);
    }

    /** @param isNew whether the deal is new; else it was there with the same contact and title */
    record Written(Row deal, String contactId, boolean isNew, boolean isNewContact) {}

    /**
     * @param skipKnown whether a deal of the same contact and title is answered instead of made again
     */
    record Options(DealInput.Defaults defaults, boolean skipKnown) {}

    /** What the rows of one group know of contacts and of the deals that they have by now. */
    private record Known(List<Row> contacts, Map<String, Map<String, Row>> dealsByTitle) {}

    List<Attempt<Written>> run(Batch batch, Writing writing, List<JsonNode> sent, Options options) {
        List<Attempt<DealRow>> read = sent.stream()
                .map(row -> Attempt.of(() -> DealRow.read(Input.row(row), options.defaults())))
                .toList();
        Pipelines pipelines = Pipelines.of(store, writing.tenant());
        requirePipeline(pipelines, read, options.defaults());
        List<Attempt<DealRow>> rows = checked(writing, read, pipelines, options.defaults());
        List<DealRow> valid = rows.stream().flatMap(row -> row.found().stream()).toList();
        Map<String, Row> byId = byId(writing, valid);
        CandidateIndex index = new CandidateIndex(matcher.candidates(
                writing.tenant(), valid.stream().map(DealRow::person).toList()));
        return batch.write(
                rows,
                DealRow::keys,
                group -> new Known(index.of(group.stream().map(DealRow::person).toList()), new HashMap<>()),
                (row, known) -> write(writing, row, byId, known, options));
    }

    /** Fails the whole request where no row could succeed, as documented. */
    private static void requirePipeline(Pipelines pipelines, List<Attempt<DealRow>> rows, DealInput.Defaults defaults) {
        boolean anyNamed = rows.stream()
                .anyMatch(row -> row.succeeded() && row.value().deal().values().has(DealInput.PIPELINE));
        if (defaults.pipelineId() != null || !anyNamed) {
            pipelines.resolve(defaults.pipelineId());
        }
    }

    private List<Attempt<DealRow>> checked(
            Writing writing, List<Attempt<DealRow>> rows, Pipelines pipelines, DealInput.Defaults defaults) {
        List<ObjectNode> values = rows.stream()
                .flatMap(row -> row.found().stream())
                .map(row -> row.deal().values())
                .toList();
        Mentioned mentioned = Mentioned.in(store, writing.tenant(), values, List.of());
        return rows.stream()
                .map(attempt -> attempt.then(row -> {
                    mentioned.requireAll(row.deal().values());
                    String own = row.deal().values().path(DealInput.PIPELINE).textValue();
                    return row.in(pipelines.resolve(own == null ? defaults.pipelineId() : own));
                }))
                .toList();
    }

    private Map<String, Row> byId(Writing writing, List<DealRow> rows) {
        Set<String> ids = rows.stream()
                .map(DealRow::contactId)
                .filter(Objects::nonNull)
                .filter(Input::isId)
                .collect(Collectors.toSet());
        return store.findAll(store.table(CONTACTS), writing.tenant(), ids).stream()
                .collect(Collectors.toMap(Row::id, Function.identity()));
    }

    private Written write(Writing writing, DealRow row, Map<String, Row> byId, Known known, Options options) {
        Found contact = contact(writing, row, byId, known);
        String contactId = contact.row().id();
        ObjectNode deal = row.deal().values().deepCopy().put("contact_id", contactId);
        if (!options.skipKnown()) {
            Row written = records.tryInsert(writing, DEALS, deal, List.of()).row();
            return new Written(written, contactId, true, contact.isNew());
        }
        Map<String, Row> deals = known.dealsByTitle()
                .computeIfAbsent(contactId, id -> contact.isNew() ? new HashMap<>() : dealsOf(writing, id));
        Row present = deals.get(row.deal().title());
        if (present != null) {
            return new Written(present, contactId, false, false);
        }
        Found made = once(writing, deal);
        deals.put(row.deal().title(), made.row());
        return new Written(made.row(), contactId, made.isNew(), contact.isNew());
    }

    private Found contact(Writing writing, DealRow row, Map<String, Row> byId, Known known) {
        Optional<Row> found = row.contactId() == null
                ? ContactMatcher.among(known.contacts(), row.person())
                : Optional.ofNullable(byId.get(row.contactId()));
        if (found.isPresent()) {
            return new Found(found.get(), false);
        }
        if (row.contactId() != null || !row.createMissing()) {
            throw Problem.notFound("Contact not found");
        }
        Found made = writer.create(writing, row.contact());
        known.contacts().add(made.row());
        return made;
    }

    private Map<String, Row> dealsOf(Writing writing, String contactId) {
        Map<String, Row> deals = new HashMap<>();
        store.readAll(store.table(DEALS), writing.tenant(), new AccessPath.Equal("contact_id", contactId))
                .forEach(deal -> deals.putIfAbsent(deal.text("title"), deal));
        return deals;
    }

    /** The index that {@link #dealsOf} reads lags; a deal that was made a moment ago is met at its claim. */
    private Found once(Writing writing, ObjectNode deal) {
        Predicate<Row> same = row -> row.get("contact_id").equals(deal.path("contact_id"))
                && row.get("title").equals(deal.path("title"));
        String name =
                deal.path("contact_id").textValue() + "#" + deal.path("title").textValue();
        return first.insert(writing, DEALS, deal, List.of(name), same);
    }
}
