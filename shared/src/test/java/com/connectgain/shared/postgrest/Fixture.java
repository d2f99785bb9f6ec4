package com.connectgain.shared.postgrest;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.Assembly;
import com.connectgain.shared.postgrest.query.Binder;
import com.connectgain.shared.postgrest.query.BoundEmbed;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Relationship;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.sql.JsonInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small inbox: every kind of relationship, and a few rows to read. */
final class Fixture {

    static final Instant NOW = Instant.parse("2026-03-14T15:09:26.535Z");
    static final Catalog CATALOG = Catalog.of(List.of(
            Table.named("organizations").columns(Column.text("name")).isTenant().build(),
            Table.named("companies").columns(Column.text("name")).build(),
            Table.named("profiles")
                    .columns(Column.text("first_name"), Column.text("password").hidden())
                    .build(),
            Table.named("contacts")
                    .columns(
                            Column.text("first_name").max(10),
                            Column.texts("phones").normalised(Normalised.PHONE),
                            Column.texts("emails").normalised(Normalised.EMAIL),
                            Column.texts("tags").eachMax(5).defaultTo("[]").required(),
                            Column.text("status").oneOf("OPEN", "CLOSED").defaultTo("OPEN"),
                            Column.integer("score").between(0, 100),
                            Column.numeric("value", 10, 2).defaultTo(0),
                            Column.bool("opt_in").defaultTo(true),
                            Column.json("custom_fields").maxBytes(60),
                            Column.text("full_name").derived(row -> row.get("first_name")),
                            Column.uuid("company_id").references("companies"),
                            Column.uuid("assignee_id").references("profiles").onDelete(OnDelete.SET_NULL),
                            Column.uuid("owner_id").references("profiles"))
                    .build(),
            Table.named("cards")
                    .columns(Column.text("number"), Column.uuid("contact_id").references("contacts"))
                    .unique("contact_id")
                    .build(),
            Table.named("deals")
                    .columns(
                            Column.text("title").required(),
                            Column.text("stage"),
                            Column.uuid("contact_id").references("contacts"))
                    .build(),
            Table.named("deal_contacts")
                    .columns(
                            Column.uuid("deal_id").references("deals"),
                            Column.uuid("contact_id").references("contacts"))
                    .unique("deal_id", "contact_id")
                    .build(),
            Table.named("labels").columns(Column.text("name")).build(),
            Table.bare("label_links")
                    .columns(
                            Column.uuid("label_id").references("labels"),
                            Column.uuid("contact_id").references("contacts"))
                    .primaryKey("label_id", "contact_id")
                    .build(),
            Table.named("folders")
                    .columns(Column.text("name"), Column.uuid("parent_id").references("folders"))
                    .build(),
            Table.named("channel_accounts")
                    .columns(Column.text("type")
                            .oneOf("FB_MESSENGER", "WHATSAPP_LITE")
                            .alias("MESSENGER", "FB_MESSENGER"))
                    .build(),
            Table.named("conversations")
                    .columns(
                            Column.text("status").oneOf("OPEN", "PENDING", "CLOSED"),
                            Column.uuid("contact_id").references("contacts"),
                            Column.uuid("channel_account_id").references("channel_accounts"),
                            Column.timestamp("last_message_at"),
                            Column.timestamp("last_read_at"),
                            Column.json("metadata"))
                    .build(),
            Table.named("secrets")
                    .columns(Column.text("value"))
                    .access(Access.internal())
                    .build()));
    static final Binder BINDER = new Binder(CATALOG, 1000);
    private static final Map<String, List<ObjectNode>> ROWS = rows();

    private Fixture() {}

    private static Map<String, List<ObjectNode>> rows() {
        Map<String, List<ObjectNode>> rows = new HashMap<>();
        try (InputStream in = Fixture.class.getResourceAsStream("rows.json")) {
            for (var table : Json.read(in).properties()) {
                List<ObjectNode> all = new ArrayList<>();
                for (JsonNode sent : table.getValue()) {
                    ObjectNode row = Json.object();
                    for (Column column : CATALOG.table(table.getKey()).columns()) {
                        row.set(
                                column.name(),
                                JsonInput.read(column.type(), column.name(), sent.get(column.name()), NOW));
                    }
                    all.add(row);
                }
                rows.put(table.getKey(), all);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return rows;
    }

    static List<ObjectNode> rows(String table) {
        return ROWS.getOrDefault(table, List.of());
    }

    static ApiRequest request(Dialect dialect, String verb, String table, String query, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return ApiRequest.read(dialect, verb, table, query, all, new byte[0]);
    }

    static Response read(Dialect dialect, String verb, String table, String query, String... headers) {
        BoundQuery bound = BINDER.bind(request(dialect, verb, table, query, headers), NOW);
        return new Answers(bound, NOW).read(assembly().page(bound.root(), rows(table)));
    }

    static Assembly assembly() {
        return new Assembly((embed, parents) ->
                parents.stream().map(parent -> related(embed, parent)).toList());
    }

    private static List<ObjectNode> related(BoundEmbed embed, ObjectNode parent) {
        Relationship relationship = embed.relationship();
        List<ObjectNode> all = rows(relationship.to().name());
        Relationship.Junction junction = relationship.junction();
        if (junction == null) {
            return all.stream()
                    .filter(row -> same(parent, relationship.fromColumns(), row, relationship.toColumns()))
                    .toList();
        }
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode link : rows(junction.table().name())) {
            if (same(parent, relationship.fromColumns(), link, junction.fromColumns())) {
                all.stream()
                        .filter(row -> same(link, junction.toColumns(), row, relationship.toColumns()))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean same(ObjectNode left, List<String> columns, ObjectNode right, List<String> others) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode value = left.get(columns.get(i));
            if (value.isNull() || !value.equals(right.get(others.get(i)))) {
                return false;
            }
        }
        return true;
    }
}
