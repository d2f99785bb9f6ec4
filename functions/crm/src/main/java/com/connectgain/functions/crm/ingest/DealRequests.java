package com.connectgain.functions.crm.ingest;

import com.connectgain.functions.crm.ingest.DealImport.Options;
import com.connectgain.functions.crm.ingest.DealImport.Written;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/** The request that brings deals, and what it is answered. */
public final class DealRequests {

    private static final int MOST_DEALS = 100;

    private final Kernel kernel;
    private final DealImport deals;

    public DealRequests(Kernel kernel) {
        this.kernel = kernel;
        this.deals = new DealImport(kernel);
    }

    public Response createDeals(Caller caller, ObjectNode body) {
        List<JsonNode> rows = Batch.rows(body, "deals", MOST_DEALS);
        Input sent = new Input(body);
        Options options = new Options(
                DealInput.Defaults.read(sent), sent.flag("skip_if_exists").orElse(false));
        Writing writing = new Writing(
                kernel.store(), caller.organization(), null, kernel.clock().instant());
        List<Attempt<Written>> attempts = deals.run(new Batch(), writing, rows, options);
        ObjectNode answer = Json.object().put("success", true);
        answer.set(
                "summary",
                Batch.summary(attempts)
                        .put("new_deals", count(attempts, Written::isNew))
                        .put("skipped_existing", count(attempts, written -> !written.isNew()))
                        .put("new_contacts_created", count(attempts, Written::isNewContact)));
        answer.set(
                "results",
                Batch.results(
                        attempts,
                        kernel.log(),
                        (result, written) -> result.put(
                                        "deal_id", written.deal().id())
                                .put("contact_id", written.contactId())
                                .put("is_new_contact", written.isNewContact())));
        return Response.ok(answer);
    }

    private static long count(List<Attempt<Written>> attempts, Predicate<Written> which) {
        return attempts.stream()
                .filter(attempt -> attempt.succeeded() && which.test(attempt.value()))
                .count();
    }
}
