package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.people.ContactMatcher;
import com.connectgain.shared.people.ContactWriter;
import com.connectgain.shared.people.Person;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.FirstWriter.Follower;
import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contacts, each maybe with a deal: found or made, merged or skipped. */
final class LeadImport {

    private static final String DEALS = "deals";

    private final Store store;
    private final ContactMatcher matcher;
    private final ContactWriter writer;
    private final FirstWriter first;

    LeadImport(Kernel kernel) {
        this.store = kernel.store();
        this.matcher = new ContactMatcher(store);
        this.writer = new ContactWriter(store, kernel.records());
        this.first = new FirstWriter(store, kernel.records());
    }

    /** How a contact came out of it. */
    enum Fate {
        NEW,
        MERGED,
        SKIPPED
    }

    /**
     * @param deal null when none was sent, or the contact was skipped
     * @param isNewDeal whether the deal is new; else the same lead was sent before, and this is what came of it
     */
    record Written(Row contact, Row deal, Fate fate, boolean isNewDeal) {}

    /** @param pipelineId null where there is no deal */
    private record Lead(ContactInput contact, DealInput deal, String pipelineId) {

        Person person() {
            return contact.person();
        }

        /**
         * The deal, known by all that it says: who sends a lead again because the answer was lost meets the deal that
         * it made.
         */
        List<Follower> follower(String contactId) {
            if (deal == null) {
                return List.of();
            }
            ObjectNode values = deal.of(contactId, pipelineId);
            return List.of(new Follower(DEALS, values, "lead#" + Json.write(values)));
        }
    }

    /**
     * @param withDeals whether rows may bring a {@code deal}
     * @param skipKnown whether contacts that are there already stay as they are
     */
    record Options(Batch.Defaults defaults, boolean withDeals, boolean skipKnown) {}

    List<Attempt<Written>> run(Batch batch, Writing writing, List<JsonNode> rows, Options options) {
        List<Attempt<Lead>> leads = checked(
                writing,
                rows.stream().map(row -> Attempt.of(() -> read(row, options))).toList());
        List<Row> candidates = matcher.candidates(
                writing.tenant(),
                leads.stream()
                        .flatMap(lead -> lead.found().stream())
                        .map(Lead::person)
                        .toList());
        CandidateIndex index = new CandidateIndex(candidates);
        return batch.write(
                leads,
                lead -> lead.person().keys(),
                group -> index.of(group.stream().map(Lead::person).toList()),
                (lead, known) -> write(writing, lead, known, options));
    }

    private static Lead read(JsonNode row, Options options) {
        Input sent = Input.row(row);
        ContactInput contact = ContactInput.read(sent, options.defaults());
        Optional<Input> deal = options.withDeals() ? sent.object("deal") : Optional.empty();
        return new Lead(
                contact,
                deal.map(found -> DealInput.read(found, DealInput.Defaults.NONE))
                        .orElse(null),
                null);
    }

    /** Rows that name what the organization does not have fail here, before anything is written for them. */
    private List<Attempt<Lead>> checked(Writing writing, List<Attempt<Lead>> leads) {
        List<ObjectNode> values = new ArrayList<>();
        List<String> companies = new ArrayList<>();
        boolean deals = false;
        for (Attempt<Lead> attempt : leads) {
            if (attempt.succeeded()) {
                Lead lead = attempt.value();
                values.add(lead.contact().values());
                lead.contact().company().ifPresent(companies::add);
                if (lead.deal() != null) {
                    values.add(lead.deal().values());
                    deals = true;
                }
            }
        }
        Mentioned mentioned = Mentioned.in(store, writing.tenant(), values, companies);
        Pipelines pipelines = deals ? Pipelines.of(store, writing.tenant()) : null;
        return leads.stream()
                .map(attempt -> attempt.then(lead -> checked(lead, mentioned, pipelines)))
                .toList();
    }

    private static Lead checked(Lead lead, Mentioned mentioned, Pipelines pipelines) {
        mentioned.requireAll(lead.contact().values());
        ContactInput contact = lead.contact()
                .company()
                .map(name -> lead.contact().inCompany(mentioned.companyNamed(name)))
                .orElse(lead.contact());
        if (lead.deal() == null) {
            return new Lead(contact, null, null);
        }
        mentioned.requireAll(lead.deal().values());
        String wanted = lead.deal().values().path(DealInput.PIPELINE).textValue();
        return new Lead(contact, lead.deal(), pipelines.resolve(wanted));
    }

    private Written write(Writing writing, Lead lead, List<Row> known, Options options) {
        Optional<Row> match = ContactMatcher.among(known, lead.person());
        while (match.isPresent()) {
            Optional<Written> written = onto(writing, lead, match.get(), options);
            replace(known, match.get(), written.map(Written::contact));
            if (written.isPresent()) {
                return written.get();
            }
            match = ContactMatcher.among(known, lead.person());
        }
        ObjectNode values = lead.contact().values().deepCopy().put("id", writing.newId());
        Found found =
                writer.create(writing, values, lead.follower(values.path("id").textValue()));
        known.add(found.row());
        if (found.isNew()) {
            Row deal = found.followers().isEmpty() ? null : found.followers().getFirst();
            return new Written(found.row(), deal, Fate.NEW, deal != null);
        }
        return write(writing, lead, known, options);
    }

    /** Nothing when the contact was deleted since it was found. */
    private Optional<Written> onto(Writing writing, Lead lead, Row contact, Options options) {
        if (options.skipKnown()) {
            return Optional.of(new Written(contact, null, Fate.SKIPPED, false));
        }
        return writer.change(writing, contact, lead.contact()::mergedInto)
                .map(merged -> withDeal(writing, lead, merged));
    }

    private Written withDeal(Writing writing, Lead lead, Row contact) {
        if (lead.deal() == null) {
            return new Written(contact, null, Fate.MERGED, false);
        }
        Follower deal = lead.follower(contact.id()).getFirst();
        Found found = first.insert(
                writing,
                deal.table(),
                deal.values(),
                List.of(deal.name()),
                row -> row.get("contact_id").equals(deal.values().path("contact_id"))
                        && row.get("title").equals(deal.values().path("title")));
        return new Written(contact, found.row(), Fate.MERGED, found.isNew());
    }

    private static void replace(List<Row> known, Row before, Optional<Row> after) {
        known.removeIf(row -> row.key().equals(before.key()));
        after.ifPresent(known::add);
    }
}
