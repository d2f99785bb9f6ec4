package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One row of a file, by field. Getters answer nothing for what is blank, and refuse the rest by the name of the field.
 *
 * @param number 1 for the first line below the header
 * @param fields what stood in the columns of each field, blank cells left out
 * @param custom what stood in columns that are no field
 */
record SourceRow(long number, Map<String, List<String>> fields, ObjectNode custom) {

    private static final int MOST_ELEMENTS = 100;
    private static final int CUSTOM_FIELDS = 32 * 1024;

    boolean isBlank() {
        return fields.isEmpty() && custom.isEmpty();
    }

    Optional<String> text(String field) {
        return fields.getOrDefault(field, List.of()).stream().findFirst();
    }

    Optional<String> text(String field, int longest) {
        Optional<String> text = text(field);
        text.filter(value -> value.codePointCount(0, value.length()) > longest).ifPresent(value -> {
            throw Problem.badRequest(field + " must be at most " + longest + " characters");
        });
        return text;
    }

    List<String> all(String field) {
        return fields.getOrDefault(field, List.of());
    }

    /** Several values in one cell are separated as spreadsheets and other exports do it. */
    Set<String> split(String field, Function<String, String> read) {
        Set<String> values = new LinkedHashSet<>();
        all(field).stream()
                .flatMap(cell -> Arrays.stream(cell.split("[,;|\\n]")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(read)
                .forEach(values::add);
        if (values.size() > MOST_ELEMENTS) {
            throw Problem.badRequest(field + " must have at most " + MOST_ELEMENTS + " entries");
        }
        return values;
    }

    Set<String> tags(String field, int longest) {
        return split(field, tag -> {
            if (tag.codePointCount(0, tag.length()) > longest) {
                throw Problem.badRequest(field + " must be at most " + longest + " characters each");
            }
            return tag;
        });
    }

    Optional<BigDecimal> amount(String field) {
        return text(field)
                .map(text -> Amounts.parse(text)
                        .orElseThrow(() -> Problem.badRequest(field + " must be a number: " + Input.shown(text))));
    }

    Optional<Boolean> flag(String field) {
        return text(field).map(text -> Options.flag(field, Json.nodes().textNode(text)));
    }

    Optional<String> date(String field) {
        return text(field).map(text -> {
            try {
                return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text)
                        .toString();
            } catch (DateTimeException notADay) {
                throw Problem.badRequest(field + " must be a date (YYYY-MM-DD): " + Input.shown(text));
            }
        });
    }

    /** Unknown columns, on top of a column that holds the whole document, as an export writes it. */
    ObjectNode customFields() {
        ObjectNode all = Json.object();
        text("custom_fields").ifPresent(text -> {
            try {
                if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode document) {
                    all.setAll(document);
                    return;
                }
            } catch (JsonProcessingException malformed) {
                // Refused below, in the words of this field.
            }
            throw Problem.badRequest("custom_fields must be a JSON object");
        });
        all.setAll(custom);
        if (Json.bytes(all).length > CUSTOM_FIELDS) {
            throw Problem.badRequest("custom_fields must be at most 32 KB");
        }
        return all;
    }
}
