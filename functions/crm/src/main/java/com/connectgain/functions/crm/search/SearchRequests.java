package com.connectgain.functions.crm.search;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Rule.Reach;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.postgrest.run.Masking;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The searches, and what they are answered. Callers see the rows that the data API shows them. */
public final class SearchRequests {

    private static final int TERM = 200;
    private static final int TAG = 50;

    private final Store store;
    private final ContactSearch contacts;
    private final CompanySearch companies;

    public SearchRequests(Store store) {
        this.store = store;
        this.contacts = new ContactSearch(store);
        this.companies = new CompanySearch(store);
    }

    public Response contacts(Caller caller, ObjectNode body) {
        Input sent = new Input(body);
        ContactSearch.Query query = new ContactSearch.Query(term(sent), sent.texts("tags", TAG), DealFilter.read(sent));
        Found found = contacts.find(caller.organization(), query, visible(caller, "contacts"), Window.read(sent));
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("contacts");
        Map<String, Row> employers = related(caller.organization(), found.rows(), "company_id", "companies");
        Map<String, Row> assignees = related(caller.organization(), found.rows(), "assignee_id", "profiles");
        for (Row row : found.rows()) {
            ObjectNode contact = Masking.shown(row);
            contact.set("company", part(employers.get(row.text("company_id")), "id", "name"));
            contact.set("assignee", part(assignees.get(row.text("assignee_id")), "id", "first_name", "last_name"));
            shown.add(contact);
        }
        return answer(answer, found);
    }

    public Response companies(Caller caller, ObjectNode body) {
        Input sent = new Input(body);
        CompanySearch.Query query = new CompanySearch.Query(term(sent), sent.text("country"));
        Found found = companies.find(caller.organization(), query, visible(caller, "companies"), Window.read(sent));
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("companies");
        found.rows().forEach(row -> shown.add(Masking.shown(row)));
        return answer(answer, found);
    }

    private static Optional<SearchTerm> term(Input sent) {
        return sent.text("searchTerm", TERM).flatMap(SearchTerm::of);
    }

    /** The table's own rule, as the data API has it. */
    private Predicate<Row> visible(Caller caller, String table) {
        return switch (store.table(table).access().read().reach(caller)) {
            case Reach.All() -> row -> true;
            case Reach.None() -> throw Problem.insufficientPermissions();
            case Reach.OwnRows(var columns) ->
                row -> columns.stream().anyMatch(column -> caller.userId().equals(row.text(column)));
        };
    }

    private Map<String, Row> related(String tenant, List<Row> rows, String column, String table) {
        List<String> ids = rows.stream()
                .map(row -> row.text(column))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return store.findAll(store.table(table), tenant, ids).stream()
                .collect(Collectors.toMap(Row::id, Function.identity()));
    }

    private static ObjectNode part(Row row, String... columns) {
        if (row == null) {
            return null;
        }
        ObjectNode part = Json.object();
        for (String column : columns) {
            part.set(column, row.get(column));
        }
        return part;
    }

    private static Response answer(ObjectNode answer, Found found) {
        return Response.ok(answer.put("count", found.rows().size()).put("has_more", found.more()));
    }
}
