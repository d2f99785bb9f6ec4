package com.connectgain.functions.events.stream;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which changes of one table are which events, in the order in which the events are sent. */
final class TableEvents {

    private final String table;
    private final Set<String> silent = new HashSet<>(Set.of("updated_at"));
    private final List<EventRule> rules = new ArrayList<>();

    private TableEvents(String table) {
        this.table = table;
    }

    static TableEvents of(String table) {
        return new TableEvents(table);
    }

    String table() {
        return table;
    }

    List<EventRule> rules() {
        return rules;
    }

    /** Columns that the server keeps for itself: a change of nothing else is no update. */
    TableEvents silent(String... columns) {
        silent.addAll(Arrays.asList(columns));
        return this;
    }

    TableEvents created(String type) {
        return when(type, RowPair::isNew);
    }

    /** Any change that means something; tells which columns, and what they were. */
    TableEvents updated(String type) {
        return rule(type, pair -> {
            List<String> changed = pair.isNew() ? List.of() : pair.changes(silent);
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode told = Json.object();
            ArrayNode names = told.putArray("changed_fields");
            ObjectNode old = told.putObject("old_values");
            changed.forEach(column -> {
                names.add(column);
                old.set(column, pair.old(column));
            });
            return Optional.of(told);
        });
    }

    /** The column of an existing row changed. */
    TableEvents moved(String type, String column) {
        return rule(type, pair -> pair.isNew() ? Optional.empty() : change(pair, column));
    }

    /** The column changed, or a new row has something in it. */
    TableEvents set(String type, String column) {
        return rule(type, pair -> change(pair, column));
    }

    static Optional<ObjectNode> change(RowPair pair, String column) {
        JsonNode old = pair.old(column);
        JsonNode now = pair.now(column);
        boolean both = old.isEmpty() && now.isEmpty() && old.asText("").equals(now.asText(""));
        if (!pair.changed(column) || both) {
            return Optional.empty();
        }
        ObjectNode told = Json.object();
        told.set("old_" + column, old);
        told.set("new_" + column, now);
        return Optional.of(told);
    }

    /** The column came to one of these values from none of them, be it in a new row. */
    TableEvents reached(String type, String column, String... values) {
        Set<String> wanted = Set.of(values);
        return when(
                type,
                pair -> wanted.contains(pair.text(column))
                        && !wanted.contains(pair.old(column).asText("")));
    }

    TableEvents when(String type, Predicate<RowPair> condition) {
        return rule(type, pair -> condition.test(pair) ? Optional.of(Json.object()) : Optional.empty());
    }

    TableEvents rule(String type, Function<RowPair, Optional<ObjectNode>> telling) {
        rules.add(new EventRule(type, telling, List.of()));
        return this;
    }

    /** The event declared last also tells this. */
    TableEvents naming(Lookup lookup) {
        rules.add(rules.removeLast().with(lookup));
        return this;
    }

    /** Every event of the table also tells this. */
    TableEvents allNaming(Lookup lookup) {
        rules.replaceAll(rule -> rule.with(lookup));
        return this;
    }
}
