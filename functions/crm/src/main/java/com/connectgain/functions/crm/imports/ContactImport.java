package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.ingest.Attempt;
import com.connectgain.functions.crm.ingest.Batch;
import com.connectgain.functions.crm.ingest.CandidateIndex;
import com.connectgain.functions.crm.ingest.Merge;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.people.ContactMatcher;
import com.connectgain.shared.people.ContactWriter;
import com.connectgain.shared.people.Person;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Contacts: found by address, then by number, or made; with the company that their row names. */
final class ContactImport implements RowImport {

    private static final int TEXT = 500;
    private static final int NOTES = 20_000;
    private static final int DESCRIPTION = 5000;
    private static final int SOURCE = 50;
    private static final int TAG = 50;
    private static final int COMPANY = 200;
    private static final List<String> PLAIN =
            List.of("job_title", "lead_status", "street", "city", "state", "postal_code", "country");

    private final Store store;
    private final ContactMatcher matcher;
    private final ContactWriter writer;
    private final FirstWriter first;

    ContactImport(Kernel kernel) {
        this.store = kernel.store();
        this.matcher = new ContactMatcher(store);
        this.writer = new ContactWriter(store, kernel.records());
        this.first = new FirstWriter(store, kernel.records());
    }

    /**
     * One row as it was read.
     *
     * @param values columns of the contact, those that the row has
     * @param company the name of a company; null for none
     */
    record Line(long row, ObjectNode values, String company) {

        Person person() {
            return Person.of(values);
        }
    }

    /** A contact as it is after its row, and how many companies the row made. */
    record Placed(Row contact, Fate fate, int companies) {

        Outcome outcome() {
            Map<String, Integer> made = new HashMap<>();
            if (fate == Fate.NEW) {
                made.put("contacts", 1);
            }
            if (companies > 0) {
                made.put("companies", companies);
            }
            return new Outcome(fate, Map.copyOf(made));
        }
    }

    @Override
    public List<Attempt<Outcome>> write(Stretch stretch, List<SourceRow> rows) {
        Members members = new Members(store, stretch.writing().tenant());
        Stages stages = new Stages(store, stretch.writing().tenant());
        List<Attempt<Line>> lines = rows.stream()
                .map(row -> Attempt.of(() -> read(row, stretch.options(), members, stages)))
                .toList();
        return write(stretch, lines, line -> List.of(), (line, placed) -> placed.outcome());
    }

    /**
     * Writes the contacts of lines side by side, those about one person one after the other.
     *
     * @param otherKeys what lines may have in common beside the person, to be written in order as well
     * @param then what else is done for a line once its contact is there
     */
    <R> List<Attempt<R>> write(
            Stretch stretch,
            List<Attempt<Line>> lines,
            Function<Line, List<String>> otherKeys,
            BiFunction<Line, Placed, R> then) {
        String tenant = stretch.writing().tenant();
        List<Line> read = lines.stream().flatMap(line -> line.found().stream()).toList();
        CandidateIndex index = new CandidateIndex(
                matcher.candidates(tenant, read.stream().map(Line::person).toList()));
        Map<String, Row> nameless = nameless(stretch, read);
        NamedRows companies = new NamedRows(store, first, "companies", "domain");
        companies.prepare(
                tenant,
                read.stream()
                        .filter(line -> line.company() != null)
                        .map(line -> Json.object().put("name", line.company()))
                        .toList());
        Function<List<Line>, List<Row>> known =
                group -> index.of(group.stream().map(Line::person).toList());
        return new Batch(stretch.patience())
                .write(
                        lines,
                        line -> Stream.concat(line.person().keys().stream(), otherKeys.apply(line).stream())
                                .toList(),
                        known,
                        (line, candidates) -> then.apply(line, place(stretch, line, candidates, companies, nameless)));
    }

    /** Rows about somebody without address and number are only found again by the ids that the job gave them. */
    private Map<String, Row> nameless(Stretch stretch, List<Line> lines) {
        List<String> ids = lines.stream()
                .filter(line -> line.person().isNobody())
                .map(line -> stretch.ids().of("contacts", line.row()))
                .toList();
        Map<String, Row> found = new HashMap<>();
        store.findAll(store.table("contacts"), stretch.writing().tenant(), ids)
                .forEach(row -> found.put(row.id(), row));
        return found;
    }

    static Line read(SourceRow row, Options options, Members members, Stages stages) {
        ObjectNode values = Json.object();
        People.read(row, values);
        PLAIN.forEach(column -> row.text(column, TEXT).ifPresent(text -> values.put(column, text)));
        row.text("description", DESCRIPTION).ifPresent(text -> values.put("description", text));
        row.text("notes", NOTES).ifPresent(text -> values.put("notes", text));
        values.put("source", row.text("source", SOURCE).orElse("import"));
        row.flag("opt_in_status").ifPresent(flag -> values.put("opt_in_status", flag));
        ObjectNode custom = row.customFields();
        Set<String> tags = new LinkedHashSet<>(row.tags("tags", TAG));
        // HubSpot's columns are kept as tags and custom fields too: that is how its guide documents them.
        row.text("lead_status", TAG).ifPresent(tags::add);
        row.text("lifecycle_stage", TAG).ifPresent(name -> {
            tags.add(name);
            stages.lifecycle(name).ifPresent(id -> values.put("lifecycle_stage_id", id));
        });
        row.text("job_title").ifPresent(title -> custom.put("job_title", title));
        row.text("assignee", TEXT)
                .ifPresent(owner -> members.find(owner)
                        .ifPresentOrElse(id -> values.put("assignee_id", id), () -> custom.put("assignee", owner)));
        String company = row.text("company_name", COMPANY).orElse(null);
        if (company != null) {
            custom.put("company", company);
        }
        tags.addAll(options.tags());
        values.set("tags", Input.array(tags));
        values.set("custom_fields", custom);
        return new Line(row.number(), values, company);
    }

    private Placed place(Stretch stretch, Line line, List<Row> known, NamedRows companies, Map<String, Row> nameless) {
        Writing writing = stretch.writing();
        String own = stretch.ids().of("contacts", line.row());
        Optional<Row> match =
                Optional.ofNullable(nameless.get(own)).or(() -> ContactMatcher.among(known, line.person()));
        while (match.isPresent()) {
            Row contact = match.get();
            if (contact.id().equals(own)) {
                return new Placed(contact, Fate.NEW, madeBy(stretch, line, contact));
            }
            if (!stretch.options().merge()) {
                return new Placed(contact, Fate.SKIPPED, 0);
            }
            Linked linked = linked(stretch, line, companies);
            Optional<Row> merged = writer.change(writing, contact, values -> Merge.of(values, linked.values()));
            known.remove(contact);
            if (merged.isPresent()) {
                known.add(merged.get());
                return new Placed(merged.get(), Fate.MERGED, linked.made());
            }
            match = ContactMatcher.among(known, line.person());
        }
        Linked linked = linked(stretch, line, companies);
        var found = writer.create(writing, linked.values().deepCopy().put("id", own));
        known.add(found.row());
        return found.isNew()
                ? new Placed(found.row(), Fate.NEW, linked.made())
                : place(stretch, line, known, companies, nameless);
    }

    /** The line's values with the company they name. */
    private record Linked(ObjectNode values, int made) {}

    private static Linked linked(Stretch stretch, Line line, NamedRows companies) {
        if (line.company() == null) {
            return new Linked(line.values(), 0);
        }
        String own = stretch.ids().of("companies", line.row());
        ObjectNode wanted =
                Json.object().put("id", own).put("name", line.company()).put("source", "import");
        Row company = companies.findOrMake(stretch.writing(), wanted);
        ObjectNode values = line.values().deepCopy().put("company_id", company.id());
        return new Linked(values, company.id().equals(own) ? 1 : 0);
    }

    /** An earlier run made the contact; whether it made the company as well shows in its id. */
    private static int madeBy(Stretch stretch, Line line, Row contact) {
        return stretch.ids().of("companies", line.row()).equals(contact.text("company_id")) ? 1 : 0;
    }
}
