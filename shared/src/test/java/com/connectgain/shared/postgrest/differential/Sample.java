package com.connectgain.shared.postgrest.differential;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.JsonInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Two related tables with a column of every type, and random rows with everything that is awkward in them. */
final class Sample {

    static final Instant NOW = Instant.parse("2026-03-14T15:09:26.535Z");

    static final String[] WORDS = {
        "",
        "a",
        "A",
        "b",
        "B",
        "jöhn",
        "JÖHN",
        "ß",
        "SS",
        "مرحبا",
        "ahmed",
        "Ahmed Ali",
        "x%y",
        "x_y",
        "a\\b",
        "a,b",
        "(q)",
        "\"q\"",
        "{a}",
        " lead",
        "lead ",
        "null",
        "NULL",
        "true",
        "10",
        "9",
        "+20101",
        "😀",
        "日本",
        "line\nbreak",
        "it's",
        "a.b",
        "é",
        "İstanbul",
        "tab\there"
    };
    static final String[] TAGS = {
        "vip", "VIP", "cold", "a b", " a", "a,b", "{x}", "\"", "\\", "NULL", "عميل", "+201", ""
    };
    static final String[] MOMENTS = {
        "2026-01-02T03:04:05.6+00:00", "2026-01-02 03:04:05+02", "2025-12-31T23:59:59.999999Z", "2026-02-28",
        "2024-02-29T12:00:00-05:30", "1999-01-08 04:05:06", "2026-03-14T15:09:26.535Z", "2026-01-31T00:00:00Z"
    };
    static final String[] DAYS = {"2026-01-02", "2025-12-31", "2024-02-29", "1999-01-08", "2026-03-31"};
    static final String[] DECIMALS = {"0", "10.50", "10.5", "-3", "1000000.001", "0.0001", "99999999999999999999", "7"};
    static final String[] DOCUMENTS = {
        "{}",
        "[]",
        "null",
        "1",
        "\"a\"",
        "true",
        "{\"a\":1}",
        "{\"a\":1.0,\"b\":[1,2]}",
        "{\"bb\":1,\"a\":\"x\"}",
        "[1,2,3]",
        "[\"a\",{\"b\":null}]",
        "{\"a\":{\"b\":{\"c\":\"deep\"}}}",
        "{\"a\":null}",
        "{\"n\":\"10\"}",
        "{\"n\":9}",
        "{\"a\":[{\"k\":1},{\"k\":2}]}",
        "[[1],[2]]",
        "{\"a\":true}",
        "[]"
    };

    final Catalog catalog = Catalog.of(List.of(owners(), things()));
    final List<String> ownerIds = new ArrayList<>();
    final List<String> thingIds = new ArrayList<>();
    final ArrayNode ownerPayload = Json.array();
    final ArrayNode thingPayload = Json.array();

    Sample(Random random, int owners, int things) {
        for (int i = 0; i < owners; i++) {
            ownerPayload.add(owner(random));
        }
        for (int i = 0; i < things; i++) {
            thingPayload.add(thing(random));
        }
    }

    private static Table owners() {
        return Table.bare("owners")
                .columns(Column.uuid("id").required(), Column.text("name"), Column.integer("rank"))
                .primaryKey("id")
                .build();
    }

    private static Table things() {
        return Table.bare("things")
                .columns(
                        Column.uuid("id").required(),
                        Column.uuid("owner_id").references("owners"),
                        Column.text("title"),
                        Column.text("note"),
                        Column.of("code", new Type(Type.Kind.VARCHAR, false, 12, null)),
                        Column.integer("qty"),
                        Column.bigint("big"),
                        Column.numeric("price", 12, 3),
                        Column.numeric("raw"),
                        Column.bool("active"),
                        Column.date("due"),
                        Column.timestamp("seen_at"),
                        Column.timestamp("made_at"),
                        Column.texts("tags"),
                        Column.integers("nums"),
                        Column.json("data"))
                .primaryKey("id")
                .build();
    }

    String ddl() {
        StringBuilder ddl = new StringBuilder();
        for (Table table : catalog.tables()) {
            ddl.append("create table ").append(table.name()).append(" (");
            for (Column column : table.columns()) {
                Type type = column.type();
                ddl.append(column.name()).append(' ').append(type.element().sqlName());
                if (type.precision() != null) {
                    ddl.append('(').append(type.precision());
                    ddl.append(type.scale() == null ? ")" : "," + type.scale() + ")");
                }
                ddl.append(type.array() ? "[]" : "").append(column.name().equals("id") ? " primary key, " : ", ");
            }
            ddl.setLength(ddl.length() - 2);
            ddl.append(");");
        }
        return ddl.toString();
    }

    private ObjectNode owner(Random random) {
        String id = id(random);
        ownerIds.add(id);
        ObjectNode row = Json.object().put("id", id);
        row.set("name", orNull(random, text(pick(random, WORDS))));
        row.set("rank", orNull(random, Json.nodes().numberNode(random.nextInt(5))));
        return row;
    }

    private ObjectNode thing(Random random) {
        String id = id(random);
        thingIds.add(id);
        ObjectNode row = Json.object().put("id", id);
        row.set("owner_id", orNull(random, text(ownerIds.get(random.nextInt(ownerIds.size())))));
        row.set("title", orNull(random, text(pick(random, WORDS))));
        row.set("note", orNull(random, text(pick(random, WORDS) + pick(random, WORDS))));
        row.set("code", orNull(random, text(pick(random, WORDS))));
        row.set("qty", orNull(random, Json.nodes().numberNode(random.nextInt(21) - 10)));
        row.set("big", orNull(random, Json.nodes().numberNode(random.nextLong() >> random.nextInt(60))));
        BigDecimal price = new BigDecimal(random.nextInt(100000)).movePointLeft(random.nextInt(5));
        row.set("price", orNull(random, Json.nodes().numberNode(price)));
        row.set("raw", orNull(random, Json.nodes().numberNode(new BigDecimal(pick(random, DECIMALS)))));
        row.set("active", orNull(random, Json.nodes().booleanNode(random.nextBoolean())));
        row.set("due", orNull(random, text(pick(random, DAYS))));
        row.set("seen_at", orNull(random, text(pick(random, MOMENTS))));
        row.set("made_at", orNull(random, text(pick(random, MOMENTS))));
        ArrayNode tags = Json.array();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(random.nextInt(12) == 0 ? Json.nodes().nullNode() : text(pick(random, TAGS)));
        }
        row.set("tags", orNull(random, tags));
        ArrayNode nums = Json.array();
        for (int i = random.nextInt(4); i > 0; i--) {
            nums.add(random.nextInt(5));
        }
        row.set("nums", orNull(random, nums));
        row.set("data", orNull(random, Json.read(pick(random, DOCUMENTS))));
        return row;
    }

    /** The payload as the engine stores it. */
    List<ObjectNode> rows(String table, ArrayNode payload) {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode sent : payload) {
            ObjectNode row = Json.object();
            for (Column column : catalog.table(table).columns()) {
                row.set(column.name(), JsonInput.read(column.type(), column.name(), sent.get(column.name()), NOW));
            }
            rows.add(row);
        }
        return rows;
    }

    private static JsonNode text(String text) {
        return Json.nodes().textNode(text);
    }

    private static JsonNode orNull(Random random, JsonNode value) {
        return random.nextInt(7) == 0 ? Json.nodes().nullNode() : value;
    }

    private static String id(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static <T> T pick(Random random, T[] from) {
        return from[random.nextInt(from.length)];
    }
}
