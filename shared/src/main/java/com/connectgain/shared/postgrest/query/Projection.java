package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.Casts;
import com.connectgain.shared.sql.DisplayZone;
import com.connectgain.shared.sql.JsonValues;
import com.connectgain.shared.sql.StoredForm;
import com.connectgain.shared.sql.TextOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Result rows in the shape that was selected. Shows values as they are given: secrets have to be masked in the rows
 * before.
 */
public final class Projection {

    private static final Type DOCUMENT = Type.of(Kind.JSONB);

    private final BoundLevel level;
    private final Instant now;
    private final ZoneId zone;

    public Projection(BoundLevel level, Instant now) {
        this(level, now, null);
    }

    /** @param zone what moments are shown in; null shows them in UTC */
    public Projection(BoundLevel level, Instant now, ZoneId zone) {
        this.level = level;
        this.now = now;
        this.zone = zone;
    }

    public ArrayNode project(List<ResultRow> rows) {
        ArrayNode all = Json.array();
        for (ResultRow row : rows) {
            all.add(project(level, row));
        }
        return all;
    }

    /** The keys of the output, in order: the header of a CSV. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        collectKeys(level, keys);
        return keys;
    }

    /** The row's cells as PostgreSQL prints them, in the order of {@link #keys()}; null for NULL. */
    public List<String> texts(ResultRow row) {
        List<String> texts = new ArrayList<>();
        for (OutputValue output : level.output()) {
            JsonNode value = value(output, row.row());
            texts.add(value.isNull() ? null : TextOutput.print(output.type(), value));
        }
        ObjectNode shown = level.embeds().isEmpty() ? null : project(level, row);
        for (int i = texts.size(); shown != null && i < keys().size(); i++) {
            JsonNode value = shown.get(keys().get(i));
            texts.add(value.isNull() ? null : TextOutput.print(DOCUMENT, JsonValues.canonical(value)));
        }
        return texts;
    }

    private static void collectKeys(BoundLevel level, List<String> keys) {
        for (OutputValue value : level.output()) {
            keys.add(value.key());
        }
        for (BoundEmbed embed : level.embeds()) {
            if (embed.spread()) {
                collectKeys(embed.level(), keys);
            } else if (!embed.level().isEmpty()) {
                keys.add(embed.name());
            }
        }
    }

    private ObjectNode project(BoundLevel shape, ResultRow row) {
        ObjectNode shown = Json.object();
        for (OutputValue value : shape.output()) {
            shown.set(value.key(), value(value, row.row()));
        }
        for (int i = 0; i < shape.embeds().size(); i++) {
            BoundEmbed embed = shape.embeds().get(i);
            List<ResultRow> related = row.embedded().get(i);
            if (embed.spread()) {
                spread(shown, embed, related);
            } else if (!embed.level().isEmpty()) {
                shown.set(embed.name(), embedded(embed, related));
            }
        }
        return shown;
    }

    private JsonNode embedded(BoundEmbed embed, List<ResultRow> related) {
        if (embed.isToOne()) {
            return related.isEmpty() ? Json.nodes().nullNode() : project(embed.level(), related.getFirst());
        }
        ArrayNode all = Json.array();
        for (ResultRow one : related) {
            all.add(project(embed.level(), one));
        }
        return all;
    }

    /** To-one: the related row's members, or nulls in their place. To-many: each member as the list of its values. */
    private void spread(ObjectNode shown, BoundEmbed embed, List<ResultRow> related) {
        List<String> keys = new ArrayList<>();
        collectKeys(embed.level(), keys);
        if (embed.isToOne()) {
            if (related.isEmpty()) {
                keys.forEach(shown::putNull);
            } else {
                shown.setAll(project(embed.level(), related.getFirst()));
            }
            return;
        }
        for (String key : keys) {
            shown.putArray(key);
        }
        for (ResultRow one : related) {
            ObjectNode members = project(embed.level(), one);
            for (String key : keys) {
                ((ArrayNode) shown.get(key)).add(members.get(key));
            }
        }
    }

    private JsonNode value(OutputValue output, ObjectNode row) {
        Operand operand = output.operand();
        JsonNode value = operand.value(row);
        if (value == null) {
            return Json.nodes().nullNode();
        }
        Type type = operand.type();
        if (output.cast() != null) {
            return Casts.cast(value, type, output.cast(), now);
        }
        if (!operand.isColumn()) {
            return value;
        }
        if (type.kind() == Kind.JSONB && !type.array()) {
            return JsonValues.canonical(value);
        }
        return DisplayZone.show(type, StoredForm.of(type, value), zone);
    }
}
