package com.connectgain.shared.postgrest.write;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.NormalForm;
import com.connectgain.shared.sql.SqlError;
import com.connectgain.shared.sql.TextOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** What a table demands of a row by itself: normal forms, lengths, NOT NULL, enumerations, bounds. */
final class RowChecks {

    private static final int LONGEST_SHOWN = 64;
    private static final String MASK = "********";

    private final Table table;

    RowChecks(Table table) {
        this.table = table;
    }

    /** The value in its stored form; a text that has none stays, for {@link #check} to refuse. */
    JsonNode normal(Column column, JsonNode value) {
        if (value.isNull()) {
            return value;
        }
        requireShape(column, value);
        if (!NormalForm.applies(column)) {
            return value;
        }
        if (value instanceof ArrayNode elements) {
            ArrayNode normal = Json.array();
            for (JsonNode element : elements) {
                normal.add(normalText(column, element));
            }
            return normal;
        }
        return normalText(column, value);
    }

    private static JsonNode normalText(Column column, JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        var form = NormalForm.of(column, value.textValue());
        if (form.isEmpty() && column.normalised() == Normalised.PHONE) {
            throw invalid("Invalid phone number: " + value.textValue(), column);
        }
        if (form.isEmpty() && column.normalised() == Normalised.EMAIL) {
            throw invalid("Invalid email address: " + value.textValue(), column);
        }
        return form.isEmpty() ? value : Json.nodes().textNode(form.get());
    }

    private static void requireShape(Column column, JsonNode value) {
        switch (column.shape()) {
            case ANY -> {}
            case OBJECT -> {
                if (!value.isObject()) {
                    throw invalid(column.name() + " must be an object", column);
                }
            }
            case ARRAY -> {
                if (!value.isArray()) {
                    throw invalid(column.name() + " must be an array", column);
                }
            }
        }
    }

    private static Problem invalid(String message, Column column) {
        return Problem.of(400, "23514", message).withDetails("Column \"" + column.name() + "\" does not accept it.");
    }

    void check(ObjectNode row) {
        for (Column column : table.columns()) {
            checkLength(column, row.path(column.name()));
        }
        for (Column column : table.columns()) {
            JsonNode value = row.path(column.name());
            if (column.isRequired() && (value.isNull() || value.isMissingNode())) {
                throw Problem.of(
                                400,
                                "23502",
                                "null value in column \"" + column.name() + "\" of relation \"" + table.name()
                                        + "\" violates not-null constraint")
                        .withDetails(failingRow(row));
            }
        }
        for (Column column : table.columns()) {
            JsonNode value = row.path(column.name());
            if (!value.isNull() && !value.isMissingNode() && !holds(column, value)) {
                throw Problem.of(
                                400,
                                "23514",
                                "new row for relation \"" + table.name() + "\" violates check constraint \""
                                        + table.name() + "_" + column.name() + "_check\"")
                        .withDetails(failingRow(row));
            }
        }
    }

    private void checkLength(Column column, JsonNode value) {
        if (value.isTextual() && column.maxLength().isPresent()) {
            checkCharacters(column, value.textValue(), column.maxLength().get(), "");
        }
        if (value.isArray() && column.maxElementLength().isPresent()) {
            for (JsonNode element : value) {
                if (element.isTextual()) {
                    checkCharacters(
                            column,
                            element.textValue(),
                            column.maxElementLength().get(),
                            "Each element of ");
                }
            }
        }
        if (!value.isNull()
                && column.maxBytes().isPresent()
                && Json.bytes(value).length > column.maxBytes().get()) {
            throw Problem.of(
                            400,
                            "22001",
                            "value too long for type " + column.type().sqlName())
                    .withDetails(place(column) + " takes at most "
                            + column.maxBytes().get() + " bytes.");
        }
    }

    private void checkCharacters(Column column, String text, int most, String what) {
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            String subject = what.isEmpty()
                    ? place(column)
                    : what + "column" + place(column).substring(6);
            throw SqlError.tooLong(most).withDetails(subject + " takes at most " + most + " characters.");
        }
    }

    private String place(Column column) {
        return "Column \"" + column.name() + "\" of relation \"" + table.name() + "\"";
    }

    private static boolean holds(Column column, JsonNode value) {
        if (!column.values().isEmpty()) {
            if (value.isArray()) {
                for (JsonNode element : value) {
                    if (!element.isNull() && !column.values().contains(element.asText())) {
                        return false;
                    }
                }
            } else if (!column.values().contains(value.asText())) {
                return false;
            }
        }
        if (!value.isNumber()) {
            return true;
        }
        BigDecimal number = value.decimalValue();
        return column.least().map(least -> number.compareTo(least) >= 0).orElse(true)
                && column.most().map(most -> number.compareTo(most) <= 0).orElse(true);
    }

    /** PostgreSQL's own detail, without the columns that clients may not see. */
    private String failingRow(ObjectNode row) {
        StringJoiner values = new StringJoiner(", ", "Failing row contains (", ").");
        for (Column column : table.columns()) {
            if (column.isHidden()) {
                continue;
            }
            JsonNode value = row.path(column.name());
            boolean missing = value.isNull() || value.isMissingNode();
            boolean secret = column.isSecret() || column.hasSecretKeys();
            values.add(missing ? "null" : secret ? MASK : shortened(TextOutput.print(column.type(), value)));
        }
        return values.toString();
    }

    private static String shortened(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SHOWN) {
            return text;
        }
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_SHOWN) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + "...";
    }
}
