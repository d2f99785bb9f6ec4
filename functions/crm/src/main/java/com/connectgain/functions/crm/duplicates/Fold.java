package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Shape;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a row's columns when another row is merged into it. Lists grow, empty columns are filled, texts are
 * put one below the other, and where both say something else the survivor is right. Doing it twice changes nothing.
 */
final class Fold {

    /** A row is one item of at most 400 KB, its entries not counted. */
    private static final int LARGEST = 300_000;

    private static final int CUSTOM_FIELDS = 32 * 1024;

    private static final Set<String> IDENTITY = Set.of("id", "organization_id", "created_at", "updated_at");
    private static final Set<String> TEXTS = Set.of("notes", "description");

    /** Who took back a consent in one of the rows took it back. */
    private static final String CONSENT = "opt_in_status";

    private static final String LATEST = "last_contacted_at";
    private static final String PARENT = "parent_contact_id";

    /** States of an enrollment that say that nothing may be sent any more: they outlast any other. */
    private static final Set<String> FINAL = Set.of("unsubscribed", "bounced");

    private final Table table;
    private final Map<String, String> choices;

    Fold(Table table, Map<String, String> choices) {
        this.table = table;
        this.choices = choices;
    }

    /** The columns whose value may be chosen. */
    static boolean isChoosable(Table table, String name) {
        return table.column(name)
                .filter(column -> !IDENTITY.contains(name)
                        && column.derivation().isEmpty()
                        && !column.isReadOnly()
                        && !column.isHidden()
                        && !column.type().array())
                .isPresent();
    }

    ObjectNode of(ObjectNode survivor, ObjectNode other) {
        ObjectNode folded = survivor.deepCopy();
        for (Column column : table.columns()) {
            String name = column.name();
            if (IDENTITY.contains(name) || column.derivation().isPresent()) {
                continue;
            }
            JsonNode theirs = other.path(name);
            String chosen = choices.get(name);
            if (chosen != null) {
                if (chosen.equals(other.path("id").asText())) {
                    folded.set(name, theirs);
                }
            } else if (!isEmpty(theirs)) {
                folded.set(name, both(column, survivor.path(name), theirs));
            }
        }
        breakCircle(folded, survivor, other);
        refuseTooLarge(folded);
        return folded;
    }

    /** What two rows that must be one anyway keep of each other: only what must not be forgotten. */
    static ObjectNode ofRivals(ObjectNode survivor, ObjectNode other) {
        ObjectNode kept = survivor.deepCopy();
        if (FINAL.contains(other.path("status").asText())) {
            kept.set("status", other.path("status"));
        }
        return kept;
    }

    private static JsonNode both(Column column, JsonNode mine, JsonNode theirs) {
        if (column.type().array() || mine.isArray()) {
            return union(mine, theirs);
        }
        if (isEmpty(mine)) {
            return theirs;
        }
        if (column.shape() == Shape.OBJECT && mine.isObject() && theirs instanceof ObjectNode fields) {
            ObjectNode all = fields.deepCopy();
            mine.properties().stream()
                    .filter(field -> !field.getValue().isNull() || !all.has(field.getKey()))
                    .forEach(field -> all.set(field.getKey(), field.getValue()));
            return all;
        }
        return switch (column.name()) {
            case CONSENT -> Json.nodes().booleanNode(mine.asBoolean() && theirs.asBoolean());
            case LATEST -> later(mine, theirs);
            default -> TEXTS.contains(column.name()) ? oneBelowTheOther(mine.asText(), theirs.asText()) : mine;
        };
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isTextual() && value.textValue().isBlank()
                || value.isContainerNode() && value.isEmpty();
    }

    private static ArrayNode union(JsonNode mine, JsonNode theirs) {
        Set<JsonNode> all = new LinkedHashSet<>();
        mine.forEach(all::add);
        theirs.forEach(all::add);
        return Json.array().addAll(all);
    }

    private static JsonNode later(JsonNode mine, JsonNode theirs) {
        boolean isMine = OffsetDateTime.parse(mine.asText()).isAfter(OffsetDateTime.parse(theirs.asText()));
        return isMine ? mine : theirs;
    }

    private static JsonNode oneBelowTheOther(String mine, String theirs) {
        return Json.nodes().textNode(mine.contains(theirs) ? mine : mine + "\n\n" + theirs);
    }

    /** Nobody is their own parent, and a parent that goes is none. */
    private static void breakCircle(ObjectNode folded, ObjectNode survivor, ObjectNode other) {
        String parent = folded.path(PARENT).asText();
        if (folded.has(PARENT)
                && (parent.equals(survivor.path("id").asText())
                        || parent.equals(other.path("id").asText()))) {
            folded.putNull(PARENT);
        }
    }

    private void refuseTooLarge(ObjectNode folded) {
        if (Json.bytes(folded.path("custom_fields")).length > CUSTOM_FIELDS) {
            throw Problem.badRequest("custom_fields of the merged row would exceed 32 KB");
        }
        for (String name : TEXTS) {
            int most = table.column(name).flatMap(Column::maxLength).orElse(LARGEST);
            String text = folded.path(name).asText();
            if (text.codePointCount(0, text.length()) > most) {
                throw Problem.badRequest(name + " of the merged row would exceed " + most + " characters");
            }
        }
        if (Json.bytes(folded).length > LARGEST) {
            throw Problem.badRequest("The merged row would be too large");
        }
    }
}
