package com.connectgain.functions.crm.ingest;

import com.connectgain.functions.crm.ingest.LeadImport.Fate;
import com.connectgain.functions.crm.ingest.LeadImport.Options;
import com.connectgain.functions.crm.ingest.LeadImport.Written;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.postgrest.run.Masking;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The requests that bring contacts, and what they are answered. */
public final class LeadRequests {

    private static final int MOST_LEADS = 100;
    private static final int MOST_CONTACTS = 500;

    private final Kernel kernel;
    private final LeadImport leads;

    public LeadRequests(Kernel kernel) {
        this.kernel = kernel;
        this.leads = new LeadImport(kernel);
    }

    /** One contact, maybe with a deal: 201 where something new came to be, 200 where a contact was only changed. */
    public Response createLead(Caller caller, ObjectNode body) {
        Options options = new Options(Batch.Defaults.NONE, true, false);
        Written written = run(caller, List.of(body), options).getFirst().orThrow();
        boolean isNew = written.fate() == Fate.NEW;
        ObjectNode data = Json.object();
        data.set("contact", Masking.shown(written.contact()));
        data.set("deal", written.deal() == null ? Json.nodes().nullNode() : Masking.shown(written.deal()));
        data.put("is_new", isNew);
        ObjectNode answer = Json.object()
                .put("success", true)
                .put("message", isNew ? "Lead created successfully" : "Lead updated successfully");
        answer.set("data", data);
        return Response.json(isNew || written.deal() != null ? 201 : 200, answer);
    }

    public Response createLeads(Caller caller, ObjectNode body) {
        List<Attempt<Written>> attempts = run(caller, body, "leads", MOST_LEADS, true);
        ObjectNode summary = summary(attempts);
        summary.put(
                "new_deals",
                attempts.stream()
                        .filter(attempt ->
                                attempt.succeeded() && attempt.value().isNewDeal())
                        .count());
        return answer(attempts, summary, true);
    }

    public Response importContacts(Caller caller, ObjectNode body) {
        List<Attempt<Written>> attempts = run(caller, body, "contacts", MOST_CONTACTS, false);
        return answer(attempts, summary(attempts), false);
    }

    private List<Attempt<Written>> run(Caller caller, ObjectNode body, String field, int most, boolean withDeals) {
        List<JsonNode> rows = Batch.rows(body, field, most);
        Input sent = new Input(body);
        boolean skip = sent.flag("skip_duplicates").orElse(false);
        return run(caller, rows, new Options(Batch.Defaults.read(sent), withDeals, skip));
    }

    private List<Attempt<Written>> run(Caller caller, List<JsonNode> rows, Options options) {
        Writing writing = new Writing(
                kernel.store(), caller.organization(), null, kernel.clock().instant());
        return leads.run(new Batch(), writing, rows, options);
    }

    private static ObjectNode summary(List<Attempt<Written>> attempts) {
        return Batch.summary(attempts)
                .put("new_contacts", count(attempts, Fate.NEW))
                .put("updated_contacts", count(attempts, Fate.MERGED))
                .put("skipped_duplicates", count(attempts, Fate.SKIPPED));
    }

    private static long count(List<Attempt<Written>> attempts, Fate fate) {
        return attempts.stream()
                .filter(attempt -> attempt.succeeded() && attempt.value().fate() == fate)
                .count();
    }

    private Response answer(List<Attempt<Written>> attempts, ObjectNode summary, boolean withDeals) {
        ObjectNode answer = Json.object().put("success", true);
        answer.set("summary", summary);
        answer.set("results", Batch.results(attempts, kernel.log(), (result, written) -> {
            result.put("contact_id", written.contact().id()).put("is_new", written.fate() == Fate.NEW);
            return withDeals ? result.put("deal_id", idOf(written.deal())) : result;
        }));
        return Response.ok(answer);
    }

    private static String idOf(Row row) {
        return row == null ? null : row.id();
    }
}
