package com.connectgain.functions.events.automations;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What templates and conditions see of rows: their columns, and the few names that documents use beside them. */
final class Views {

    private static final List<String> OF_MEMBERS =
            List.of("id", "first_name", "last_name", "email", "phone", "role", "timezone", "language");
    private static final List<String> OF_ORGANIZATIONS =
            List.of("id", "name", "slug", "timezone", "currency", "country", "created_at", "updated_at");

    private Views() {}

    static JsonNode of(Row row) {
        ObjectNode view = row.values().deepCopy();
        row.table().columns().stream()
                .filter(column -> column.isHidden() || column.isSecret())
                .forEach(column -> view.remove(column.name()));
        switch (row.table().name()) {
            case "contacts" -> contact(view);
            case "deals" -> deal(view);
            case "channel_accounts" -> view.remove("settings");
            default -> {}
        }
        return view;
    }

    private static void contact(ObjectNode view) {
        name(view);
        view.set("phone", view.path("phones").path(0));
        view.set("email", view.path("emails").path(0));
        for (String column : List.of("phone", "email")) {
            if (view.path(column).isMissingNode()) {
                view.putNull(column);
            }
        }
    }

    /** Deals kept their priority in custom_fields before they had a column for it. */
    private static void deal(ObjectNode view) {
        if (!view.hasNonNull("priority")) {
            JsonNode custom = view.path("custom_fields").path("priority");
            view.set("priority", custom.isMissingNode() ? Json.nodes().nullNode() : custom);
        }
    }

    static ObjectNode member(Row profile) {
        ObjectNode view = Json.object();
        OF_MEMBERS.forEach(column -> view.set(column, profile.get(column)));
        name(view);
        return view;
    }

    /** With its plain settings, {@code phone_number} among them; never a credential. */
    static ObjectNode organization(Row organization) {
        ObjectNode view = Json.object();
        organization.get("settings").properties().forEach(setting -> {
            if (setting.getValue().isValueNode() && !Situation.isCredential(setting.getValue())) {
                view.set(setting.getKey(), setting.getValue());
            }
        });
        OF_ORGANIZATIONS.forEach(column -> view.set(column, organization.get(column)));
        return view;
    }

    static ObjectNode message(ObjectNode data) {
        ObjectNode view = data.deepCopy();
        JsonNode content = data.path("content");
        view.set("text", content.isMissingNode() ? Json.nodes().nullNode() : content);
        return view;
    }

    private static void name(ObjectNode view) {
        String name = (view.path("first_name").asText("") + " "
                        + view.path("last_name").asText(""))
                .strip();
        view.put("name", name);
    }
}
