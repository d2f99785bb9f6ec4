package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
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

    /** The same for the same rows, so that a request that is sent again meets what the first one began. */
    String id() {
        String name = tenant + "#" + subject.table() + "#" + primary + "#" + new TreeSet<>(duplicates);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
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
