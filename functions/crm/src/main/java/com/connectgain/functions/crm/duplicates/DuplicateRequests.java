package com.connectgain.functions.crm.duplicates;

import com.connectgain.functions.crm.selection.Sent;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls about duplicates: a body that names rows merges them, any other one asks which rows to name. */
public final class DuplicateRequests {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    /** A switchboard's number may be on hundreds of rows; nobody reviews more than these at once. */
    private static final int SHOWN_MEMBERS = 50;

    private final Store store;
    private final Merges merges;
    private final Subject subject;

    private DuplicateRequests(Kernel kernel, Subject subject) {
        this.store = kernel.store();
        this.merges = new Merges(kernel);
        this.subject = subject;
    }

    public static DuplicateRequests ofContacts(Kernel kernel) {
        return new DuplicateRequests(kernel, Subject.CONTACTS);
    }

    public static DuplicateRequests ofCompanies(Kernel kernel) {
        return new DuplicateRequests(kernel, Subject.COMPANIES);
    }

    public Response findOrMerge(Call call) {
        Sent sent = sent(call);
        return new MergeRequest(store, subject).isMeant(sent) ? merge(call, sent) : find(call, sent);
    }

    public Response merge(Call call) {
        return merge(call, sent(call));
    }

    private static Sent sent(Call call) {
        Sent sent = new Sent(call.request().jsonObject());
        call.caller().require(Permission.CAN_ACCESS_CRM);
        return sent;
    }

    private Response merge(Call call, Sent sent) {
        Merge merge = new MergeRequest(store, subject).read(call.caller().organization(), sent);
        return merges.merge(call.caller(), merge);
    }

    private Response find(Call call, Sent sent) {
        int limit = sent.number("limit", 1, LARGEST_PAGE, PAGE);
        int offset = sent.number("offset", 0, Integer.MAX_VALUE, 0);
        String tenant = call.caller().organization();
        DuplicateScan.Found found = new DuplicateScan(store, subject).run(tenant);
        List<DuplicateScan.Group> page =
                found.groups().stream().skip(offset).limit(limit).toList();
        ObjectNode body = Json.object().put("success", true);
        ArrayNode groups = body.putArray("duplicates");
        Map<String, Row> rows = rows(tenant, page);
        page.forEach(group -> describe(groups, group, rows));
        body.put("count", found.groups().size()).put("scanned", found.scanned()).put("complete", found.complete());
        long next = (long) offset + page.size();
        if (next < found.groups().size()) {
            body.put("next_offset", next);
        } else {
            body.putNull("next_offset");
        }
        return Response.ok(body);
    }

    private Map<String, Row> rows(String tenant, List<DuplicateScan.Group> groups) {
        List<String> ids = groups.stream()
                .flatMap(group -> group.ids().stream().limit(SHOWN_MEMBERS))
                .toList();
        Map<String, Row> rows = new HashMap<>();
        store.findAll(store.table(subject.table()), tenant, ids).forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    private void describe(ArrayNode groups, DuplicateScan.Group group, Map<String, Row> rows) {
        List<Row> members = group.ids().stream()
                .map(rows::get)
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparing((Row row) -> row.text("created_at"))
                        .thenComparing(Row::id))
                .toList();
        if (members.size() < 2) {
            return; // somebody merged them while we looked
        }
        ObjectNode shown = groups.addObject().put("reason", group.reasons().getFirst());
        group.reasons().forEach(shown.putArray("reasons")::add);
        shown.put("suggested_primary_id", members.getFirst().id())
                .put("total", group.ids().size());
        ArrayNode all = shown.putArray(subject.table());
        members.forEach(row -> all.add(Merges.shown(row)));
    }
}
