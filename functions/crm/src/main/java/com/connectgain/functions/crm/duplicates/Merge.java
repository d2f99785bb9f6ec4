package com.connectgain.functions.crm.duplicates;

import com.connectgain.functions.crm.locking.Locks.Lock;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One merge: which rows go into which.
 *
 * @param choices by column, the row whose value the survivor takes
 */
record Merge(Subject subject, String tenant, String primary, List<String> duplicates, Map<String, String> choices) {

    /** A merge that stopped for good frees its rows after this long. */
    private static final Duration LOCKED = Duration.ofMinutes(15);

    /** The same for the same rows, so that a request that is sent again meets what the first one began. */
    String id() {
        String name = tenant + "#" + subject.table() + "#" + primary + "#" + new TreeSet<>(duplicates);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Keeps merges that share a row apart. It belongs to the merge, not to a request: who sends an interrupted merge
     * again finds its own.
     */
    Lock lock() {
        List<String> names = rows().stream()
                .map(row -> "merge#" + tenant + "#" + subject.table() + "#" + row)
                .toList();
        return new Lock(id(), names, LOCKED);
    }

    /** Every row of it, in the one order in which rows are locked. */
    List<String> rows() {
        TreeSet<String> all = new TreeSet<>(duplicates);
        all.add(primary);
        return List.copyOf(all);
    }

    ObjectNode options() {
        ObjectNode options = Json.object().put("primary_id", primary);
        duplicates.forEach(options.putArray("duplicate_ids")::add);
        choices.forEach(options.putObject("fields")::put);
        return options;
    }

    static Merge of(Subject subject, Row job) {
        ObjectNode options = (ObjectNode) job.get("options");
        List<String> duplicates = new ArrayList<>();
        options.path("duplicate_ids").forEach(id -> duplicates.add(id.asText()));
        Map<String, String> choices = new LinkedHashMap<>();
        options.path("fields")
                .properties()
                .forEach(
                        choice -> choices.put(choice.getKey(), choice.getValue().asText()));
        return new Merge(subject, job.organization(), options.path("primary_id").asText(), duplicates, choices);
    }
}
