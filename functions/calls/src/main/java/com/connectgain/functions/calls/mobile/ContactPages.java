package com.connectgain.functions.calls.mobile;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Contacts for the app, newest first.
 *
 * <p>Cost: the first page is one query of {@code limit} rows. A search, a later page, and a total that the first page
 * does not tell read the organization's lean search rows, some 150 bytes a contact, in parallel shards; a large total is
 * then remembered for half a minute, so that leafing through a large address book does not count it each time.
 */
final class ContactPages {

    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final long LARGE = 1000;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int SHORTEST_NUMBER = 3;
    private static final List<String> LISTED = List.of(
            "id", "first_name", "last_name", "phones", "emails", "tags", "company_id", "created_at", "updated_at");
    private static final List<String> SHOWN = List.of(
            "id",
            "first_name",
            "last_name",
            "phones",
            "emails",
            "tags",
            "description",
            "company_id",
            "assignee_id",
            "source",
            "opt_in_status",
            "custom_fields",
            "created_at",
            "updated_at");

    private final Store store;
    private final Clock clock;

    ContactPages(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Found(List<Row> rows, long total) {}

    Response list(String organizationId, Request request) {
        int page = number(request, "page", 1);
        int limit = Math.min(number(request, "limit", USUAL), MOST);
        String search = request.parameter("search").map(String::strip).orElse("");
        Found found = search.isEmpty()
                ? all(organizationId, page, limit)
                : page(keys(organizationId, matching(search)), page, limit);
        ObjectNode answer = Json.object();
        ArrayNode contacts = answer.putArray("contacts");
        found.rows().forEach(row -> contacts.add(project(row, LISTED)));
        return Response.ok(answer.put("total", found.total())
                .put("page", page)
                .put("limit", limit)
                .put("total_pages", (found.total() + limit - 1) / limit));
    }

    private static int number(Request request, String name, int otherwise) {
        String text = request.parameter(name).map(String::strip).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
            throw Problem.badRequest(name + " must be a positive integer");
        }
        return Integer.parseInt(text);
    }

    private Table table() {
        return store.table("contacts");
    }

    private Found all(String organizationId, int page, int limit) {
        if (page > 1) {
            return page(keys(organizationId, text -> true), page, limit);
        }
        Page first = store.read(
                table(), organizationId, Slice.of(new AccessPath.Whole(), limit).newestFirst());
        return new Found(first.rows(), first.isLast() ? first.rows().size() : total(organizationId));
    }

    private long total(String organizationId) {
        String key = "mobile-contacts#" + organizationId;
        Optional<ObjectNode> remembered = store.operations().find(key);
        if (remembered.isPresent()) {
            return remembered.get().path("total").asLong();
        }
        long total = keys(organizationId, text -> true).size();
        if (total > LARGE) {
            store.operations()
                    .put(key, Json.object().put("total", total), clock.instant().plus(REMEMBERED));
        }
        return total;
    }

    private List<RowKey> keys(String organizationId, Predicate<String> matches) {
        return store.search(table(), organizationId, matches).stream()
                .sorted(Comparator.comparing(RowKey::sort).reversed())
                .toList();
    }

    private Found page(List<RowKey> keys, int page, int limit) {
        List<RowKey> wanted =
                keys.stream().skip((long) (page - 1) * limit).limit(limit).toList();
        return new Found(store.findAll(table(), wanted), keys.size());
    }

    /** A search text has one value to a line; those with an at sign are e-mail addresses, which are not searched here. */
    private static Predicate<String> matching(String search) {
        String folded = CaseFolding.lower(search);
        String digits = search.matches("[+0-9 ().-]+") ? search.replaceAll("[^0-9]", "") : "";
        return text -> text.lines()
                .filter(line -> line.indexOf('@') < 0)
                .anyMatch(line -> line.contains(folded)
                        || digits.length() >= SHORTEST_NUMBER && line.startsWith("+") && line.contains(digits));
    }

    Response show(String organizationId, String id) {
        Row contact = store.find(table(), organizationId, id).orElseThrow(() -> Problem.notFound("Contact not found"));
        ObjectNode answer = project(contact, SHOWN);
        Optional<Row> company =
                contact.find("company_id").flatMap(companyId -> store.find("companies", organizationId, companyId));
        answer.set(
                "company",
                company.map(row -> Json.object().put("id", row.id()).put("name", row.text("name")))
                        .orElse(null));
        return Response.ok(answer);
    }

    private static ObjectNode project(Row row, List<String> columns) {
        ObjectNode json = Json.object();
        columns.forEach(column -> json.set(column, row.get(column)));
        return json;
    }
}
