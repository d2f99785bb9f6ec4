package com.connectgain.csv;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file and what comes of it, from a table of cases.
 *
 * @param rows what is left in the table, some columns of each row
 * @param errors as the answer lists them
 */
record CsvCase(String rule, String csv, int imported, int skipped, int merged, JsonNode rows, ArrayNode errors) {

    /** {@code @101} stands for a text of so many letters. */
    private static final Pattern LONG_TEXT = Pattern.compile("@(\\d{3,5})(?=,)");

    static List<CsvCase> read(String resource) {
        try (InputStream file = CsvCase.class.getResourceAsStream("/csv/" + resource)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<CsvCase> cases = new ArrayList<>();
            for (String part : text.split("(?m)^=== ")) {
                if (part.contains("\n--- ")) {
                    cases.add(parse(part));
                }
            }
            return cases;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static CsvCase parse(String part) {
        int ruleEnd = part.indexOf('\n');
        int csvEnd = part.indexOf("\n--- ");
        String[] outcome = part.substring(csvEnd + 5).split("\n", 2);
        String[] counts = outcome[0].split(" ");
        ArrayNode errors = Json.array();
        StringBuilder rows = new StringBuilder();
        for (String line : outcome[1].split("\n")) {
            if (line.startsWith("!!! ")) {
                String[] error = line.substring(4).split(" ", 2);
                errors.addObject().put("row", Integer.parseInt(error[0])).put("error", error[1]);
            } else {
                rows.append(line);
            }
        }
        return new CsvCase(
                part.substring(0, ruleEnd),
                escaped(part.substring(ruleEnd + 1, csvEnd) + "\n"),
                Integer.parseInt(counts[0]),
                Integer.parseInt(counts[1]),
                Integer.parseInt(counts[2]),
                Json.read(rows.toString()),
                errors);
    }

    private static String escaped(String csv) {
        String text = csv.replace("\\B", "\uFEFF")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\Z\n", "");
        return LONG_TEXT.matcher(text).replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    }

    @Override
    public String toString() {
        return rule;
    }
}
