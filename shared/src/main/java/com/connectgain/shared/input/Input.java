package com.connectgain.shared.input;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One object that a client sent. Every getter answers a value in its stored form, nothing for what is absent, null or
 * blank, and refuses the rest by the name of the field.
 */
public final class Input {

    private static final int LARGEST_DOCUMENT = 32 * 1024;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_SHOWN = 64;

    /** A row is one item of at most 400 KB. */
    private static final int MOST_ELEMENTS = 100;

    private static final int DATE_LENGTH = 10;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,2})?");

    private final ObjectNode sent;

    public Input(ObjectNode sent) {
        this.sent = sent;
    }

    /** A row of a batch. */
    public static Input row(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Input(object);
        }
        throw Problem.badRequest("Each row must be an object");
    }

    public Optional<JsonNode> value(String field) {
        JsonNode value = sent.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public Optional<Input> object(String field) {
        return value(field).map(value -> {
            if (value instanceof ObjectNode object) {
                return new Input(object);
            }
            throw Problem.badRequest(field + " must be an object");
        });
    }

    /** A text as it was typed, with its spaces and line breaks; one of nothing else is absent. */
    public Optional<String> typed(String field, int longest) {
        return value(field)
                .map(value -> {
                    requireText(field + " must be a string", value);
                    return value.asText().replace("\u0000", "");
                })
                .filter(text -> !text.isBlank())
                .map(text -> withinLimit(field, longest, text));
    }

    /** Numbers are read as their text: forms and spreadsheets send {@code "phone": 201017177777}. */
    public Optional<String> text(String field) {
        return value(field)
                .map(value -> scalar(field + " must be a string", value))
                .filter(text -> !text.isEmpty());
    }

    public Optional<String> text(String field, int longest) {
        return text(field).map(text -> withinLimit(field, longest, text));
    }

    private static String withinLimit(String field, int longest, String text) {
        if (text.codePointCount(0, text.length()) > longest) {
            throw Problem.badRequest(field + " must be at most " + longest + " characters");
        }
        return text;
    }

    private static void requireText(String refusal, JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            throw Problem.badRequest(refusal);
        }
    }

    private static String scalar(String refusal, JsonNode value) {
        requireText(refusal, value);
        // A key may not hold it, and no text of a person does.
        return value.asText().replace("\u0000", "").strip();
    }

    /** One value stands for an array of one. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        JsonNode value = value(field).orElse(Json.array());
        if (!value.isArray() && !value.isTextual() && !value.isNumber()) {
            throw Problem.badRequest(field + " must be an array of strings");
        }
        for (JsonNode element : value.isArray() ? value : Json.array().add(value)) {
            if (!element.isNull()) {
                texts.add(scalar(field + " must be an array of strings", element));
            }
        }
        texts.removeIf(String::isEmpty);
        if (texts.size() > MOST_ELEMENTS) {
            throw Problem.badRequest(field + " must have at most " + MOST_ELEMENTS + " entries");
        }
        return texts;
    }

    public Set<String> texts(String field, int longest) {
        Set<String> texts = new LinkedHashSet<>(texts(field));
        if (texts.stream().anyMatch(text -> text.codePointCount(0, text.length()) > longest)) {
            throw Problem.badRequest(field + " must be at most " + longest + " characters each");
        }
        return texts;
    }

    public Optional<Boolean> flag(String field) {
        return value(field).map(value -> {
            String text =
                    value.isBoolean() || value.isTextual() ? value.asText().strip() : "";
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw Problem.badRequest(field + " must be a boolean");
            };
        });
    }

    /** Numbers as text are numbers: the documents call {@code "value": "11523.00"} wrong, yet their API took it. */
    public Optional<BigDecimal> number(String field) {
        return value(field).filter(value -> !isBlank(value)).map(value -> {
            String text = value.isNumber() || value.isTextual() ? value.asText().strip() : "";
            if (text.length() > LONGEST_NUMBER || !DECIMAL.matcher(text).matches()) {
                throw Problem.badRequest(field + " must be a number");
            }
            return new BigDecimal(text);
        });
    }

    /** A count or a place in a list. */
    public Optional<Integer> wholeNumber(String field, int least, int most) {
        return number(field).map(number -> {
            boolean whole = number.stripTrailingZeros().scale() <= 0;
            if (!whole
                    || number.compareTo(BigDecimal.valueOf(least)) < 0
                    || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw Problem.badRequest(field + " must be a whole number from " + least + " to " + most);
            }
            return number.intValueExact();
        });
    }

    private static boolean isBlank(JsonNode value) {
        return value.isTextual() && value.textValue().isBlank();
    }

    /** The id of a row of ours; anything else cannot be one. */
    public Optional<String> id(String field) {
        return text(field).map(text -> id(field, text));
    }

    /** The id that {@code text} is, in its stored form. */
    public static String id(String field, String text) {
        if (!isId(text)) {
            throw invalid(field, text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    public static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    public static Problem invalid(String field, String text) {
        return Problem.badRequest("Invalid " + field + ": " + shown(text));
    }

    /** What was sent, as far as it is worth repeating. */
    public static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    /** A day; of a moment, its day. */
    public Optional<String> date(String field) {
        return text(field).map(text -> {
            try {
                boolean moment = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == 'T';
                return LocalDate.parse(moment ? text.substring(0, DATE_LENGTH) : text)
                        .toString();
            } catch (DateTimeException notADay) {
                throw Problem.badRequest(field + " must be a date (YYYY-MM-DD)");
            }
        });
    }

    /** A document of the client's own, such as {@code custom_fields}. */
    public Optional<ObjectNode> document(String field) {
        return value(field).map(value -> {
            if (value instanceof ObjectNode object) {
                return withinLimit(field, object);
            }
            throw Problem.badRequest(field + " must be an object");
        });
    }

    public static ObjectNode withinLimit(String field, ObjectNode document) {
        if (Json.bytes(document).length > LARGEST_DOCUMENT) {
            throw Problem.badRequest(field + " must be at most 32 KB");
        }
        return document;
    }

    public Optional<ArrayNode> objects(String field) {
        return value(field).map(value -> {
            if (!(value instanceof ArrayNode array)) {
                throw Problem.badRequest(field + " must be an array");
            }
            for (JsonNode element : array) {
                if (!element.isObject()) {
                    throw Problem.badRequest(field + " must be an array of objects");
                }
            }
            if (Json.bytes(array).length > LARGEST_DOCUMENT) {
                throw Problem.badRequest(field + " must be at most 32 KB");
            }
            return array;
        });
    }

    public static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }
}
