package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;

/** PostgreSQL's output functions: what {@code ::text}, CSV and the details of an error show. */
public final class TextOutput {

    private TextOutput() {}

    public static String print(Type type, JsonNode value) {
        if (type.array()) {
            return ArrayPrinter.print(type, value);
        }
        return switch (type.kind()) {
            case BOOLEAN -> value.booleanValue() ? "t" : "f";
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> NumberText.print(type, value);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DateTimes.printText(type, value.asText());
            case JSONB -> JsonPrinter.print(value);
            case JSON -> Json.write(value);
            default -> value.asText();
        };
    }
}
