package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Operator;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Compares what is there with what a condition wants: any of the one with any of the other, letter case aside. */
record Comparison(Operator operator, boolean ofWords) {

    static Comparison of(Operator operator, boolean ofWords) {
        return new Comparison(operator, ofWords);
    }

    boolean holds(List<JsonNode> actual, List<JsonNode> wanted) {
        if (operator == Operator.BETWEEN) {
            return wanted.size() == 2
                    && actual.stream()
                            .anyMatch(value -> compare(value, wanted.get(0)) >= 0
                                    && orderable(value, wanted.get(0))
                                    && compare(value, wanted.get(1)) <= 0);
        }
        BiPredicate<JsonNode, JsonNode> test = test();
        return actual.stream().anyMatch(value -> wanted.stream().anyMatch(want -> test.test(value, want)));
    }

    private BiPredicate<JsonNode, JsonNode> test() {
        return switch (operator) {
            case EQUALS, IN -> Comparison::same;
            case CONTAINS ->
                ofWords ? Comparison::says : (value, want) -> folded(value).contains(folded(want));
            case STARTS_WITH -> (value, want) -> folded(value).startsWith(folded(want));
            case ENDS_WITH -> (value, want) -> folded(value).endsWith(folded(want));
            case GREATER, AFTER -> (value, want) -> orderable(value, want) && compare(value, want) > 0;
            case LESS, BEFORE -> (value, want) -> orderable(value, want) && compare(value, want) < 0;
            case AT_LEAST -> (value, want) -> orderable(value, want) && compare(value, want) >= 0;
            case AT_MOST -> (value, want) -> orderable(value, want) && compare(value, want) <= 0;
            default -> throw new IllegalStateException(operator + " does not compare");
        };
    }

    private static String folded(JsonNode value) {
        return value.asText().strip().toLowerCase(Locale.ROOT);
    }

    private static boolean same(JsonNode value, JsonNode want) {
        BigDecimal left = number(value);
        BigDecimal right = number(want);
        return left != null && right != null
                ? left.compareTo(right) == 0
                : folded(value).equals(folded(want));
    }

    /** One word is looked for as a word, so that "hi" is not found in "this"; a phrase anywhere. */
    private static boolean says(JsonNode value, JsonNode want) {
        String text = folded(value);
        String wanted = folded(want);
        if (wanted.isEmpty() || wanted.chars().anyMatch(Character::isWhitespace)) {
            return text.contains(wanted);
        }
        String before = Character.isLetterOrDigit(wanted.codePointAt(0)) ? "(?<![\\p{L}\\p{N}])" : "";
        int end = wanted.codePointBefore(wanted.length());
        String after = Character.isLetterOrDigit(end) ? "(?![\\p{L}\\p{N}])" : "";
        return Pattern.compile(before + Pattern.quote(wanted) + after)
                .matcher(text)
                .find();
    }

    private static boolean orderable(JsonNode value, JsonNode want) {
        return number(value) != null && number(want) != null || moment(value) != null && moment(want) != null;
    }

    private static int compare(JsonNode value, JsonNode want) {
        BigDecimal left = number(value);
        BigDecimal right = number(want);
        if (left != null && right != null) {
            return left.compareTo(right);
        }
        OffsetDateTime first = moment(value);
        OffsetDateTime second = moment(want);
        return first == null || second == null ? 0 : first.toInstant().compareTo(second.toInstant());
    }

    private static BigDecimal number(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > 40 || !text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)")) {
            return null;
        }
        return new BigDecimal(text);
    }

    static OffsetDateTime moment(JsonNode value) {
        String text = value.asText("").strip();
        if (text.length() == 10) {
            text = text + "T00:00:00Z";
        }
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException notAMoment) {
            return null;
        }
    }
}
