package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an update changes of a contact: columns with their values before and after. Of custom fields only those that
 * differ, and of long texts only the beginning: the log shall stay small beside the contact.
 */
record ContactChanges(ObjectNode old, ObjectNode now) {

    private static final int LONGEST = 500;
    private static final String CUSTOM = "custom_fields";

    /** Columns that follow from others, or from messages that the timeline tells anyway. */
    private static final Set<String> UNTOLD =
            Set.of("updated_at", "full_name_search", "parent_keys", "last_contacted_at");

    static Optional<ContactChanges> between(Row before, ObjectNode after) {
        ContactChanges changes = new ContactChanges(Json.object(), Json.object());
        after.properties()
                .forEach(column -> changes.compare(column.getKey(), before.get(column.getKey()), column.getValue()));
        return changes.now.isEmpty() ? Optional.empty() : Optional.of(changes);
    }

    private void compare(String column, JsonNode before, JsonNode after) {
        if (UNTOLD.contains(column) || Cells.same(before, after)) {
            return;
        }
        if (column.equals(CUSTOM) && before.isObject() && after.isObject()) {
            compareFields(before, after);
        } else {
            old.set(column, shortened(before));
            now.set(column, shortened(after));
        }
    }

    private void compareFields(JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!before.path(name).equals(after.path(name))) {
                old.withObjectProperty(CUSTOM).set(name, orNull(shortened(before.path(name))));
                now.withObjectProperty(CUSTOM).set(name, orNull(shortened(after.path(name))));
            }
        }
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? Json.nodes().nullNode() : value;
    }

    private static JsonNode shortened(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        String beginning = Cells.beginning(text, LONGEST);
        return beginning.length() == text.length() ? value : TextNode.valueOf(beginning + "…");
    }

    ObjectNode entry() {
        ObjectNode entry = Json.object().put("activity_type", "CONTACT_UPDATED");
        ObjectNode metadata = entry.putObject("metadata");
        var names = metadata.putArray("changed_fields");
        now.fieldNames().forEachRemaining(names::add);
        metadata.set("old_values", old);
        metadata.set("new_values", now);
        return entry;
    }
}
