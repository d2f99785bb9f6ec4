package com.connectgain.functions.crm.imports;

import com.connectgain.shared.csv.Formulas;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each column of one file is for. */
final class Layout {

    /** The columns that an error report adds: a corrected report is imported as it is. */
    static final String REPORTED_ROW = "Import Row";

    static final String REPORTED_ERROR = "Import Error";

    private static final String CUSTOM = "custom_fields.";
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_HEADER = 200;

    /** A field of the row, a custom field, or neither. */
    private record Target(String field, String custom) {

        static final Target IGNORED = new Target(null, null);
    }

    private final List<String> header;
    private final List<Target> targets;

    private Layout(List<String> header, List<Target> targets) {
        this.header = header;
        this.targets = targets;
    }

    static Layout of(ImportKind kind, List<String> header, Map<String, String> mapping) {
        if (header.size() > MOST_COLUMNS) {
            throw Problem.badRequest("A file has at most " + MOST_COLUMNS + " columns");
        }
        Headers known = Headers.of(kind);
        Map<String, String> mapped = new HashMap<>();
        mapping.forEach((name, field) -> mapped.put(name.strip(), field));
        List<Target> targets = new ArrayList<>(header.size());
        for (String cell : header) {
            targets.add(target(cell.strip(), known, mapped));
        }
        mapping.keySet().stream()
                .filter(name -> header.stream().noneMatch(cell -> cell.strip().equals(name.strip())))
                .findFirst()
                .ifPresent(missing -> {
                    throw Problem.badRequest("mapping names a column that the file does not have: " + missing);
                });
        if (targets.stream().noneMatch(target -> target.field() != null)) {
            throw Problem.badRequest("The header row has no known column")
                    .withHint("Name the columns in the first row");
        }
        return new Layout(List.copyOf(header), List.copyOf(targets));
    }

    private static Target target(String header, Headers known, Map<String, String> mapping) {
        if (mapping.containsKey(header)) {
            return mapped(header, mapping.get(header).strip(), known);
        }
        if (header.isEmpty() || header.equals(REPORTED_ROW) || header.equals(REPORTED_ERROR)) {
            return Target.IGNORED;
        }
        if (header.length() > LONGEST_HEADER) {
            throw Problem.badRequest("A header has at most " + LONGEST_HEADER + " characters");
        }
        return known.field(header)
                .map(field -> new Target(field, null))
                .orElseGet(
                        () -> new Target(null, header.startsWith(CUSTOM) ? header.substring(CUSTOM.length()) : header));
    }

    private static Target mapped(String header, String field, Headers known) {
        if (field.isEmpty() || field.equals("skip") || field.equals("ignore")) {
            return Target.IGNORED;
        }
        if (field.startsWith(CUSTOM) && field.length() > CUSTOM.length()) {
            return new Target(null, field.substring(CUSTOM.length()));
        }
        if (field.equals("custom_fields")) {
            return new Target(null, header);
        }
        return known.mapped(field)
                .map(name -> new Target(name, null))
                .orElseThrow(() -> Problem.badRequest("mapping names an unknown field: " + field));
    }

    List<String> header() {
        return header;
    }

    /** @param number 1 for the first line below the header */
    SourceRow row(long number, List<String> cells) {
        if (cells.size() > targets.size()
                && cells.subList(targets.size(), cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            throw Problem.badRequest("The row has " + cells.size() + " cells, the header has " + targets.size());
        }
        Map<String, List<String>> fields = new HashMap<>();
        ObjectNode custom = Json.object();
        for (int i = 0; i < Math.min(cells.size(), targets.size()); i++) {
            // A key may not hold the zero letter, and no text of a person does.
            String cell = Formulas.restored(cells.get(i)).replace("\u0000", "").strip();
            Target target = targets.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            if (target.field() != null) {
                fields.computeIfAbsent(target.field(), unseen -> new ArrayList<>())
                        .add(cell);
            } else if (target.custom() != null) {
                custom.put(target.custom(), cell);
            }
        }
        return new SourceRow(number, fields, custom);
    }
}
