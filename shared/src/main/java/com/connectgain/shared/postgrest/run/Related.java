package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.postgrest.query.Assembly.RelatedRows;
import com.connectgain.shared.postgrest.query.BoundEmbed;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.query.Relationship;
import com.connectgain.shared.store.Parallel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Related rows, fetched for all parents at once: one lookup of distinct keys on the way to one, and on the way to many
 * the reads of the parents' keys side by side.
 */
final class Related implements RelatedRows {

    private static final int EMBEDS_AT_ONCE = 8;

    private final Reading reading;

    /** To-one rows that this request has already seen, by table, column and value. */
    private final Map<String, Map<JsonNode, List<ObjectNode>>> seen = new ConcurrentHashMap<>();

    Related(Reading reading) {
        this.reading = reading;
    }

    /** The embeds of one level do not wait for one another. */
    @Override
    public List<List<List<ObjectNode>>> ofAll(List<BoundEmbed> embeds, List<ObjectNode> parents) {
        return Parallel.map(embeds, EMBEDS_AT_ONCE, embed -> of(embed, parents));
    }

    @Override
    public List<List<ObjectNode>> of(BoundEmbed embed, List<ObjectNode> parents) {
        Relationship relationship = embed.relationship();
        if (relationship.junction() != null) {
            return throughJunction(relationship, parents);
        }
        return lookup(
                relationship.to(),
                relationship.toColumns(),
                keys(parents, relationship.fromColumns()),
                relationship.isToOne() ? null : cut(embed.level(), relationship));
    }

    private List<List<ObjectNode>> throughJunction(Relationship relationship, List<ObjectNode> parents) {
        var junction = relationship.junction();
        List<List<ObjectNode>> links =
                lookup(junction.table(), junction.fromColumns(), keys(parents, relationship.fromColumns()), null);
        List<ObjectNode> flat = links.stream().flatMap(List::stream).toList();
        List<List<ObjectNode>> targets =
                lookup(relationship.to(), relationship.toColumns(), keys(flat, junction.toColumns()), null);
        List<List<ObjectNode>> related = new ArrayList<>(parents.size());
        int link = 0;
        for (List<ObjectNode> ofParent : links) {
            Set<ObjectNode> rows = new LinkedHashSet<>();
            for (int i = 0; i < ofParent.size(); i++) {
                rows.addAll(targets.get(link++));
            }
            related.add(List.copyOf(rows));
        }
        return related;
    }

    private static List<List<JsonNode>> keys(List<ObjectNode> rows, List<String> columns) {
        List<List<JsonNode>> keys = new ArrayList<>(rows.size());
        for (ObjectNode row : rows) {
            List<JsonNode> key = new ArrayList<>(columns.size());
            for (String column : columns) {
                JsonNode value = row.path(column);
                if (value.isNull() || value.isMissingNode()) {
                    key = null;
                    break;
                }
                key.add(value);
            }
            keys.add(key);
        }
        return keys;
    }

    /** For each key the rows of {@code table} whose {@code columns} equal it; none for a null key. */
    private List<List<ObjectNode>> lookup(
            Table table, List<String> columns, List<List<JsonNode>> keys, BoundLevel cut) {
        String first = columns.getFirst();
        Map<JsonNode, List<ObjectNode>> known = cut != null
                ? new HashMap<>()
                : seen.computeIfAbsent(table.name() + "." + first, name -> new ConcurrentHashMap<>());
        Set<JsonNode> wanted = new LinkedHashSet<>();
        for (List<JsonNode> key : keys) {
            if (key != null && !known.containsKey(key.getFirst())) {
                wanted.add(key.getFirst());
            }
        }
        if (!wanted.isEmpty()) {
            reading.byColumn(table, first, List.copyOf(wanted), cut).forEach(known::put);
        }
        List<List<ObjectNode>> related = new ArrayList<>(keys.size());
        for (List<JsonNode> key : keys) {
            List<ObjectNode> rows = key == null ? List.of() : known.getOrDefault(key.getFirst(), List.of());
            related.add(columns.size() == 1 ? rows : matching(rows, columns, key));
        }
        return related;
    }

    private static List<ObjectNode> matching(List<ObjectNode> rows, List<String> columns, List<JsonNode> key) {
        return rows.stream()
                .filter(row -> {
                    for (int i = 1; i < columns.size(); i++) {
                        if (!row.path(columns.get(i)).equals(key.get(i))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }

    /** The level, when each parent needs only its newest or oldest rows: "the last message of each conversation". */
    private static BoundLevel cut(BoundLevel level, Relationship relationship) {
        boolean simple = level.table().hasTimeline()
                && level.range().limit() != null
                && level.range().limit() < 100
                && relationship.toColumns().size() == 1
                && level.filter().equals(Predicate.ALWAYS)
                && !level.needsEmbedsFirst()
                && level.order().size() == 1
                && level.order().getFirst().operand().isColumn()
                && level.order().getFirst().operand().column().name().equals("created_at");
        return simple ? level : null;
    }
}
