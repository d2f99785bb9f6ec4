package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/** Explicit casts, {@code select=value::text}. */
public final class Casts {

    private Casts() {}

    /** The type of that name, or {@code type "x" does not exist}. */
    public static Type typeNamed(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("_") && lower.length() > 1) {
            return Type.arrayOf(kind(name, lower.substring(1)));
        }
        return Type.of(kind(name, lower));
    }

    private static Kind kind(String asGiven, String name) {
        return switch (name) {
            case "uuid" -> Kind.UUID;
            case "text", "name" -> Kind.TEXT;
            case "varchar", "character varying" -> Kind.VARCHAR;
            case "int2", "smallint" -> Kind.SMALLINT;
            case "int", "int4", "integer" -> Kind.INTEGER;
            case "int8", "bigint" -> Kind.BIGINT;
            case "numeric", "decimal" -> Kind.NUMERIC;
            case "float4", "real" -> Kind.REAL;
            case "float", "float8", "double precision" -> Kind.DOUBLE;
            case "bool", "boolean" -> Kind.BOOLEAN;
            case "date" -> Kind.DATE;
            case "time", "time without time zone" -> Kind.TIME;
            case "timestamp", "timestamp without time zone" -> Kind.TIMESTAMP;
            case "timestamptz", "timestamp with time zone" -> Kind.TIMESTAMPTZ;
            case "interval" -> Kind.INTERVAL;
            case "json" -> Kind.JSON;
            case "jsonb" -> Kind.JSONB;
            case "bytea" -> Kind.BYTEA;
            default -> throw SqlError.noType(asGiven);
        };
    }

    /** Refuses, before any row is read, a cast that PostgreSQL does not have. */
    public static void check(Type from, Type to) {
        if (!isPossible(from, to)) {
            throw SqlError.cannotCast(from, to);
        }
    }

    private static boolean isPossible(Type from, Type to) {
        if (to.isText() || from.isText() || from.equals(to)) {
            return true;
        }
        if (from.array() || to.array()) {
            return from.array() && to.array() && isPossible(from.element(), to.element());
        }
        if (from.kind() == to.kind()) {
            return true;
        }
        if (from.isJson()) {
            return to.isJson() || from.kind() == Kind.JSONB && (to.isNumber() || to.kind() == Kind.BOOLEAN);
        }
        if (from.isNumber() && to.isNumber()) {
            return true;
        }
        return switch (from.kind()) {
            case BOOLEAN -> to.kind() == Kind.INTEGER;
            case INTEGER -> to.kind() == Kind.BOOLEAN;
            case DATE -> to.kind() == Kind.TIMESTAMP || to.kind() == Kind.TIMESTAMPTZ;
            case TIMESTAMP, TIMESTAMPTZ ->
                switch (to.kind()) {
                    case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
                    default -> false;
                };
            case TIME -> to.kind() == Kind.INTERVAL;
            case INTERVAL -> to.kind() == Kind.TIME;
            default -> false;
        };
    }

    /** A non-null value in another type; {@link #check} has let the pair of types pass. */
    public static JsonNode cast(JsonNode value, Type from, Type to, Instant now) {
        if (from.equals(to) || value.isNull()) {
            return value;
        }
        if (to.isText()) {
            boolean word = from.kind() == Kind.BOOLEAN && !from.array();
            return Json.nodes().textNode(word ? value.asText() : TextOutput.print(from, value));
        }
        if (from.isText()) {
            return Literals.read(to, value.asText(), now);
        }
        if (from.array()) {
            var elements = Json.array();
            value.forEach(element -> elements.add(cast(element, from.element(), to.element(), now)));
            return elements;
        }
        if (from.isJson()) {
            return to.isJson() ? JsonValues.canonical(value) : fromJson(value, to);
        }
        return switch (to.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> toNumber(value, to);
            case BOOLEAN -> Json.nodes().booleanNode(value.intValue() != 0);
            case DATE -> Json.nodes().textNode(DateTimes.dateOf(from, value.asText()));
            case TIME ->
                Json.nodes()
                        .textNode(
                                from.kind() == Kind.INTERVAL ? value.asText() : DateTimes.timeOf(from, value.asText()));
            default -> Literals.read(to, value.asText(), now);
        };
    }

    private static JsonNode toNumber(JsonNode value, Type to) {
        if (value.isBoolean()) {
            return NumberText.node(value.booleanValue() ? 1 : 0);
        }
        boolean integral = to.kind() == Kind.SMALLINT || to.kind() == Kind.INTEGER || to.kind() == Kind.BIGINT;
        if (!value.isNumber()) {
            if (integral) {
                throw Problem.of(400, "0A000", "cannot convert " + value.asText() + " to " + to.sqlName());
            }
            return value;
        }
        BigDecimal exact = value.decimalValue();
        if (integral) {
            return NumberText.integerNode(to, exact);
        }
        return to.kind() == Kind.NUMERIC ? Json.nodes().numberNode(exact) : NumberText.floatNode(to, exact);
    }

    private static JsonNode fromJson(JsonNode value, Type to) {
        boolean fits = to.kind() == Kind.BOOLEAN ? value.isBoolean() : value.isNumber();
        if (!fits) {
            throw Problem.of(400, "22023", "cannot cast jsonb " + jsonKind(value) + " to type " + to.sqlName());
        }
        return to.kind() == Kind.BOOLEAN ? value : toNumber(value, to);
    }

    private static String jsonKind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "numeric";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "null";
        };
    }
}
