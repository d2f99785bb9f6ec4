package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Sets a column or a custom field: {@code {field: "deal.priority", value: "HIGH"}}. */
final class UpdateField implements Action {

    private static final Set<String> CLOSED = Set.of("id", "organization_id", "created_at", "updated_at");

    @Override
    public Plan plan(Order order) {
        String field = order.required(Setting.FIELD);
        int dot = field.indexOf('.');
        boolean rooted = dot > 0 && !field.startsWith("custom_fields.");
        Row row = row(order, rooted ? field.substring(0, dot) : entity(order));
        String name = rooted ? field.substring(dot + 1) : field;
        JsonNode value = order.config().has("value")
                ? order.interpolator().tree(order.config().path("value"))
                : Json.nodes().nullNode();
        Optional<Column> column = row.table().column(name);
        JsonNode stored = column.map(known -> typed(order, row, known, value)).orElse(value);
        ObjectNode summary = Json.object()
                .put("table", row.table().name())
                .put("id", row.id())
                .put("field", name);
        summary.set("value", stored);
        return new Plan(summary, () -> {
            order.change(row, values -> set(values, column, name, stored));
            return Json.object();
        });
    }

    private static String entity(Order order) {
        String type = order.config().path("type").asText().toUpperCase(Locale.ROOT);
        String implied =
                type.startsWith("UPDATE_") ? type.substring("UPDATE_".length()).toLowerCase(Locale.ROOT) : "";
        boolean named = Set.of("contact", "deal", "task").contains(implied);
        return order.text("entity", "target", "entity_type").orElse(named ? implied : "contact");
    }

    private static Row row(Order order, String entity) {
        return switch (entity.toLowerCase(Locale.ROOT)) {
            case "contact", "contacts" -> order.contact();
            case "deal", "deals" -> order.deal();
            case "conversation", "conversations" -> order.conversation();
            case "task", "tasks" -> order.task();
            case "company", "companies" ->
                order.situation().company().orElseThrow(() -> new ActionFailure("The event concerns no company"));
            default -> throw new ActionFailure("Fields of a " + entity + " cannot be set");
        };
    }

    private static JsonNode typed(Order order, Row row, Column column, JsonNode value) {
        if (CLOSED.contains(column.name()) || column.isReadOnly() || column.isHidden()) {
            throw new ActionFailure(column.name() + " cannot be set");
        }
        return order.typed(row, column.name(), value);
    }

    private static void set(ObjectNode values, Optional<Column> column, String name, JsonNode value) {
        if (column.isPresent()) {
            values.set(name, value);
            return;
        }
        String custom = name.startsWith("custom_fields.") ? name.substring("custom_fields.".length()) : name;
        ObjectNode fields = values.path("custom_fields") instanceof ObjectNode known ? known.deepCopy() : Json.object();
        fields.set(custom, value);
        values.set("custom_fields", fields);
    }
}
