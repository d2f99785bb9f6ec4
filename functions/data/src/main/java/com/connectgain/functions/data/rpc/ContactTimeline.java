package com.connectgain.functions.data.rpc;

import com.connectgain.functions.data.timeline.Timeline;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;

/** {@code get_contact_timeline}: what happened with a contact, newest first, page by page. */
public final class ContactTimeline implements Procedure {

    private static final int USUAL = 50;
    private static final int MOST = 100;

    private final Store store;
    private final Clock clock;

    public ContactTimeline(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("contact_id");
    }

    @Override
    public Set<String> optional() {
        return Set.of("before", "limit");
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode sent) {
        Arguments arguments = new Arguments(sent, clock.instant());
        String contact = arguments.id("contact_id").orElseThrow(() -> Problem.required("contact_id"));
        int limit = arguments.number("limit", 1, MOST).orElse(USUAL);
        String before = arguments
                .text("before")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        caller.require(Permission.CAN_ACCESS_CRM);
        if (store.find("contacts", caller.organization(), contact).isEmpty()) {
            throw Problem.notFound("Contact not found");
        }
        return new Timeline(store, caller, contact, before).page(limit);
    }
}
