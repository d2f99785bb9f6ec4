package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.imports.ContactImport.Placed;
import com.connectgain.functions.crm.ingest.Attempt;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Kommo's export of leads: each row is a contact, maybe of a company, maybe with a deal and notes. A lead has an id of
 * Kommo's own; by it a second import finds the deals of the first.
 */
final class KommoImport implements RowImport {

    private static final int TITLE = 200;
    private static final int TEXT = 500;
    private static final int NOTE = 20_000;
    private static final int SOURCE = 50;
    private static final int TAG = 50;
    private static final int COMPANY = 200;
    private static final int DEALS_OF_ONE = 200;
    private static final String DEALS = "deals";

    /** Files of jobs are kept for a day; nothing goes on after that. */
    private static final Duration LONGEST_JOB = Duration.ofDays(2);

    private final Store store;
    private final Records records;
    private final ContactImport contacts;

    KommoImport(Kernel kernel) {
        this.store = kernel.store();
        this.records = kernel.records();
        this.contacts = new ContactImport(kernel);
    }

    /**
     * What a row says beside its contact.
     *
     * @param deal columns of the deal; null when the row has none
     * @param kommoId the lead's id at Kommo; null when the file does not tell
     */
    private record Lead(ObjectNode deal, String kommoId, List<String> notes) {}

    @Override
    public List<Attempt<Outcome>> write(Stretch stretch, List<SourceRow> rows) {
        String tenant = stretch.writing().tenant();
        Members members = new Members(store, tenant);
        Stages stages = new Stages(store, tenant);
        Map<Long, Lead> leads = new HashMap<>();
        List<Attempt<ContactImport.Line>> lines = rows.stream()
                .map(row -> Attempt.of(() -> {
                    ContactImport.Line contact = contact(row, stretch.options());
                    leads.put(row.number(), lead(row, stretch.options(), members, stages));
                    return contact;
                }))
                .toList();
        Function<ContactImport.Line, List<String>> deals = line -> {
            String id = leads.get(line.row()).kommoId();
            return id == null ? List.of() : List.of("kommo#" + id);
        };
        return contacts.write(stretch, lines, deals, (line, placed) -> {
            Map<String, Integer> made = new HashMap<>(placed.outcome().made());
            boolean dealChanged = place(stretch, line.row(), leads.get(line.row()), placed, made);
            Fate fate = placed.fate() == Fate.SKIPPED && !made.isEmpty()
                    ? Fate.NEW
                    : placed.fate() == Fate.SKIPPED && dealChanged ? Fate.MERGED : placed.fate();
            return new Outcome(fate, Map.copyOf(made));
        });
    }

    private static ContactImport.Line contact(SourceRow row, Options options) {
        ObjectNode values = Json.object();
        People.read(row, values);
        row.text("job_title", TEXT).ifPresent(text -> values.put("job_title", text));
        values.put("source", row.text("source", SOURCE).orElse("kommo"));
        Set<String> tags = row.tags("contact_tags", TAG);
        tags.addAll(options.tags());
        values.set("tags", Input.array(tags));
        String company = row.text("company_name", COMPANY).orElse(null);
        if (company != null) {
            values.putObject("custom_fields").put("company", company);
        }
        return new ContactImport.Line(row.number(), values, company);
    }

    private static Lead lead(SourceRow row, Options options, Members members, Stages stages) {
        List<String> notes = row.all("notes");
        notes.stream().filter(note -> note.length() > NOTE).findFirst().ifPresent(tooLong -> {
            throw Problem.badRequest("notes must be at most " + NOTE + " characters each");
        });
        String kommoId = row.text("kommo_id", TEXT).orElse(null);
        boolean hasDeal = kommoId != null
                || List.of("title", "value", "stage", "pipeline").stream()
                        .anyMatch(field -> row.text(field).isPresent());
        if (!hasDeal) {
            return new Lead(null, null, notes);
        }
        ObjectNode deal = Json.object();
        deal.put(
                "title",
                row.text("title", TITLE)
                        .or(() -> row.text("full_name", TITLE))
                        .orElse(kommoId == null ? "Kommo lead" : "Kommo lead " + kommoId));
        row.amount("value").ifPresent(amount -> {
            if (amount.signum() < 0) {
                throw Problem.badRequest("value must be at least 0");
            }
            deal.put("value", amount);
        });
        row.text("currency").filter(code -> code.matches("[A-Z]{3}")).ifPresent(code -> deal.put("currency", code));
        row.date("expected_close_date").ifPresent(date -> deal.put("expected_close_date", date));
        deal.put("source", row.text("source", SOURCE).orElse("kommo"));
        ObjectNode custom = row.customFields();
        if (kommoId != null) {
            deal.put("external_id", kommoId);
        }
        Optional<String> stage = row.text("stage", TEXT);
        Stages.Place place = stages.place(row.text("pipeline", TEXT), stage)
                .orElseThrow(() -> Problem.badRequest("No pipeline found. Create a pipeline first"));
        deal.put("pipeline_id", place.pipelineId()).put("stage", place.stage());
        if (!place.known()) {
            stage.ifPresent(name -> custom.put("kommo_stage", name));
        }
        row.text("owner", TEXT)
                .ifPresent(owner -> members.find(owner)
                        .ifPresentOrElse(id -> deal.put("owner_id", id), () -> custom.put("kommo_responsible", owner)));
        Set<String> tags = row.tags("tags", TAG);
        tags.addAll(options.tags());
        deal.set("tags", Input.array(tags));
        deal.set("custom_fields", custom);
        return new Lead(deal, kommoId, notes);
    }

    /**
     * Writes the deal and the notes of a row.
     *
     * @param made grows by what was made
     * @return whether a deal that was there was changed
     */
    private boolean place(Stretch stretch, long row, Lead lead, Placed placed, Map<String, Integer> made) {
        String contactId = placed.contact().id();
        String own = stretch.ids().of(DEALS, row);
        if (lead.deal() == null) {
            count(made, "notes", notes(stretch, lead, contactId, null, own));
            return false;
        }
        String dealId =
                lead.kommoId() == null ? own : RowIds.named(stretch.writing().tenant(), "kommo#" + lead.kommoId());
        Optional<Row> known = known(stretch, lead, placed, dealId);
        boolean ours = known.isPresent() ? isOurs(known.get(), own) : isOwn(hold(stretch, dealId, own), own);
        if (known.isEmpty()) {
            ObjectNode deal = lead.deal().deepCopy().put("id", dealId).put("contact_id", contactId);
            placed.contact().find("company_id").ifPresent(company -> deal.put("company_id", company));
            records.tryInsert(stretch.writing(), DEALS, deal, List.of());
        }
        count(made, "notes", notes(stretch, lead, contactId, known.map(Row::id).orElse(dealId), own));
        if (ours) {
            made.put(DEALS, 1);
            return false;
        }
        return known.isPresent() && stretch.options().merge() && overwrite(stretch, known.get(), lead.deal());
    }

    private static void count(Map<String, Integer> made, String what, int number) {
        if (number > 0) {
            made.put(what, number);
        }
    }

    /** The deal of an earlier import or run: by its id, else by its title among those of the contact. */
    private Optional<Row> known(Stretch stretch, Lead lead, Placed placed, String dealId) {
        String tenant = stretch.writing().tenant();
        Optional<Row> same = store.find(DEALS, tenant, dealId);
        if (same.isPresent() || lead.kommoId() != null || placed.fate() == Fate.NEW) {
            return same;
        }
        AccessPath ofContact =
                new AccessPath.Equal("contact_id", placed.contact().id());
        return store.read(store.table(DEALS), tenant, Slice.of(ofContact, DEALS_OF_ONE)).rows().stream()
                .filter(deal -> lead.deal().path("title").asText().equals(deal.text("title")))
                .findFirst();
    }

    /**
     * Notes which row makes something that other rows may name too: a run that is repeated has to count it again, other
     * rows must not.
     *
     * @return who had noted it before
     */
    private Optional<ObjectNode> hold(Stretch stretch, String id, String own) {
        return store.operations()
                .claim(
                        claimOf(id),
                        Json.object().put("row", own),
                        stretch.writing().now().plus(LONGEST_JOB));
    }

    private static boolean isOwn(Optional<ObjectNode> holder, String own) {
        return holder.map(value -> value.path("row").asText().equals(own)).orElse(true);
    }

    private boolean isOurs(Row deal, String own) {
        return deal.id().equals(own)
                || store.operations()
                        .find(claimOf(deal.id()))
                        .filter(holder -> holder.path("row").asText().equals(own))
                        .isPresent();
    }

    private static String claimOf(String id) {
        return "import-row#" + id;
    }

    private boolean overwrite(Stretch stretch, Row deal, ObjectNode incoming) {
        return !records.update(
                        stretch.writing(),
                        List.of(deal),
                        values -> {
                            ObjectNode after = values.deepCopy();
                            ObjectNode fields = after.withObjectProperty("custom_fields");
                            fields.setAll((ObjectNode) incoming.path("custom_fields"));
                            after.setAll(incoming);
                            after.set("custom_fields", fields);
                            return after.put("updated_at", stretch.writing().timestamp());
                        },
                        current -> true)
                .isEmpty();
    }

    /**
     * A note is known by its text on its deal, so that a second import adds only what is new.
     *
     * @return how many the row made, in this run or in one that did not end
     */
    private int notes(Stretch stretch, Lead lead, String contactId, String dealId, String own) {
        int made = 0;
        for (String content : new LinkedHashSet<>(lead.notes())) {
            String about = dealId == null ? contactId : dealId;
            String id = RowIds.named(stretch.writing().tenant(), "note#" + about + "#" + content);
            ObjectNode note = Json.object()
                    .put("id", id)
                    .put("content", content)
                    .put("contact_id", contactId)
                    .put("deal_id", dealId);
            Optional<ObjectNode> holder = hold(stretch, id, own);
            Records.Inserted inserted = records.tryInsert(stretch.writing(), "notes", note, List.of());
            if (inserted instanceof Records.Inserted.Done || holder.isPresent()) {
                made += isOwn(holder, own) ? 1 : 0;
            } else {
                // It was there before this job.
                store.operations().release(claimOf(id));
            }
        }
        return made;
    }
}
