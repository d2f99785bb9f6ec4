package com.connectgain.shared.csv;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A report as one table: a line for its own figures, and one for each element of its lists; the first column says
 * which. Figures within figures have columns of their own.
 */
public final class ReportFile {

    private static final String TYPE = "text/csv";
    private static final String SECTION = "Section";
    private static final String OWN_FIGURES = "Summary";

    private final List<Map<String, String>> lines = new ArrayList<>();

    private ReportFile() {}

    /** Whether a client asks for a file where JSON is the usual answer. */
    public static boolean isWanted(Request request) {
        return request.header("accept").orElse("").strip().startsWith(TYPE);
    }

    public static Response of(String name, JsonNode report) {
        ReportFile file = new ReportFile();
        file.section("", OWN_FIGURES, report);
        return new Response(200, Map.of("Content-Type", TYPE + "; charset=utf-8"), file.bytes())
                .withHeader("Content-Disposition", "attachment; filename=\"" + name.replace('_', '-') + ".csv\"")
                .withHeader("Cache-Control", "no-store");
    }

    private void section(String prefix, String title, JsonNode node) {
        if (node instanceof ArrayNode elements) {
            elements.forEach(element -> line(title, element));
        } else if (node instanceof ObjectNode figures) {
            Map<String, JsonNode> lists = new LinkedHashMap<>();
            Map<String, String> line = new LinkedHashMap<>();
            figures(prefix, figures, line, lists);
            if (!line.isEmpty()) {
                add(title, line);
            }
            lists.forEach((name, list) -> section("", name, list));
        } else {
            line(title, node);
        }
    }

    private void line(String title, JsonNode element) {
        Map<String, String> line = new LinkedHashMap<>();
        if (element instanceof ObjectNode figures) {
            Map<String, JsonNode> lists = new LinkedHashMap<>();
            figures("", figures, line, lists);
            lists.forEach((name, list) -> line.put(name, Json.write(list)));
        } else {
            line.put("Value", text(element));
        }
        add(title, line);
    }

    private void add(String title, Map<String, String> figures) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put(SECTION, title);
        line.putAll(figures);
        lines.add(line);
    }

    /** @param lists where lists of objects go, which are no figures */
    private static void figures(String prefix, ObjectNode node, Map<String, String> line, Map<String, JsonNode> lists) {
        node.properties().forEach(entry -> {
            String name = (prefix + " " + title(entry.getKey())).strip();
            JsonNode value = entry.getValue();
            if (value instanceof ObjectNode inner) {
                figures(name, inner, line, lists);
            } else if (value.isArray() && value.valueStream().anyMatch(JsonNode::isContainerNode)) {
                lists.put(name, value);
            } else {
                line.put(name, text(value));
            }
        });
    }

    /** {@code average_hours} is {@code Average Hours}. */
    private static String title(String name) {
        StringBuilder title = new StringBuilder();
        for (String word : name.split("_")) {
            if (!word.isEmpty()) {
                title.append(title.isEmpty() ? "" : " ");
                title.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return title.toString();
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return String.join("; ", value.valueStream().map(ReportFile::text).toList());
        }
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }

    private byte[] bytes() {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(SECTION);
        lines.forEach(line -> columns.addAll(line.keySet()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvLines csv = CsvLines.file(bytes)) {
            csv.line(List.copyOf(columns));
            for (Map<String, String> line : lines) {
                csv.line(columns.stream()
                        .map(column -> line.getOrDefault(column, ""))
                        .toList());
            }
        }
        return bytes.toByteArray();
    }
}
