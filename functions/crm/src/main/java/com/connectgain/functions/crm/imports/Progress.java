package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.imports.RowImport.Outcome;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an import has come, and what became of the rows so far.
 *
 * @param cursor where in the file the next row begins; 0 before the header was read
 * @param rows lines below the header that were read, blank ones among them
 * @param made how many rows of which table came to be
 * @param errors the first of them, oldest first
 */
record Progress(
        long cursor,
        long rows,
        int imported,
        int skipped,
        int merged,
        int failed,
        Map<String, Integer> made,
        List<RowError> errors) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, Map.of(), List.of());

    /** A row that was refused, and its cells for the report. */
    record RowError(long row, String error, List<String> cells) {

        ObjectNode toJson() {
            return Json.object().put("row", row).put("error", error);
        }
    }

    int processed() {
        return imported + skipped + merged + failed;
    }

    Progress at(long newCursor, long newRows) {
        return new Progress(newCursor, newRows, imported, skipped, merged, failed, made, errors);
    }

    /** @param kept how many errors are kept */
    Progress plus(List<Outcome> outcomes, List<RowError> refused, int kept) {
        Map<String, Integer> sum = new TreeMap<>(made);
        int isNew = 0;
        int isSkipped = 0;
        int isMerged = 0;
        for (Outcome outcome : outcomes) {
            switch (outcome.fate()) {
                case NEW -> isNew++;
                case SKIPPED -> isSkipped++;
                case MERGED -> isMerged++;
            }
            outcome.made().forEach((table, number) -> sum.merge(table, number, Integer::sum));
        }
        List<RowError> first = new ArrayList<>(errors);
        refused.stream().limit(Math.max(0, kept - errors.size())).forEach(first::add);
        return new Progress(
                cursor,
                rows,
                imported + isNew,
                skipped + isSkipped,
                merged + isMerged,
                failed + refused.size(),
                Collections.unmodifiableMap(sum),
                List.copyOf(first));
    }

    int made(String table) {
        return made.getOrDefault(table, 0);
    }

    ArrayNode errorsJson() {
        ArrayNode json = Json.array();
        errors.forEach(error -> json.add(error.toJson()));
        return json;
    }

    /** As a job keeps it. */
    ObjectNode columns() {
        ObjectNode columns = Json.object()
                .put("cursor", cursor + ":" + rows)
                .put("processed", processed())
                .put("imported", imported)
                .put("skipped", skipped)
                .put("merged", merged)
                .put("failed", failed);
        ObjectNode counts = columns.putObject("created_counts");
        made.forEach(counts::put);
        columns.set("errors", errorsJson());
        return columns;
    }

    static Progress of(Row job) {
        String[] place = job.find("cursor").orElse("0:0").split(":");
        Map<String, Integer> made = new TreeMap<>();
        job.get("created_counts")
                .properties()
                .forEach(entry -> made.put(entry.getKey(), entry.getValue().asInt()));
        List<RowError> errors = new ArrayList<>();
        job.get("errors")
                .forEach(error -> errors.add(new RowError(
                        error.path("row").asLong(), error.path("error").asText(), List.of())));
        return new Progress(
                Long.parseLong(place[0]),
                Long.parseLong(place[1]),
                job.get("imported").asInt(),
                job.get("skipped").asInt(),
                job.get("merged").asInt(),
                job.get("failed").asInt(),
                Collections.unmodifiableMap(made),
                List.copyOf(errors));
    }
}
