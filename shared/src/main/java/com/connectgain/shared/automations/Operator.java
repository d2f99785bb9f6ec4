package com.connectgain.shared.automations;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a condition compares; each is known by the words that the dashboard and the documents use for it. */
public enum Operator {
    EQUALS("equals", "equal", "eq", "is", "="),
    NOT_EQUALS("not_equals", "not_equal", "neq", "is_not", "!="),
    CONTAINS("contains", "contains_any"),
    NOT_CONTAINS("not_contains", "does_not_contain"),
    STARTS_WITH("starts_with"),
    ENDS_WITH("ends_with"),
    GREATER("greater_than", "gt", ">"),
    LESS("less_than", "lt", "<"),
    AT_LEAST("greater_than_or_equal", "greater_or_equal", "gte", ">="),
    AT_MOST("less_than_or_equal", "less_or_equal", "lte", "<="),
    BETWEEN("between"),
    BEFORE("before"),
    AFTER("after"),
    IN("in", "any_of", "one_of"),
    NOT_IN("not_in", "none_of"),
    EMPTY("is_null", "null", "is_empty", "empty", "not_exists"),
    NOT_EMPTY("is_not_null", "not_null", "is_not_empty", "not_empty", "exists"),
    IN_DAYS("in_days", "days_from_now"),
    DAYS_AGO("days_ago"),
    WITHIN_DAYS("within_days"),
    OLDER_THAN("older_than", "older_than_hours");

    private static final Map<String, Operator> BY_WORD = Stream.of(values())
            .flatMap(operator -> Stream.of(operator.words).map(word -> Map.entry(word, operator)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String[] words;

    Operator(String... words) {
        this.words = words;
    }

    /** The usual word for each. */
    static List<String> words() {
        return Stream.of(values()).map(operator -> operator.words[0]).toList();
    }

    /** {@code Not Equals}, {@code notEquals} and {@code NOT_EQUALS} are one. */
    public static Optional<Operator> named(String text) {
        String word = text.strip()
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]+", "_");
        return Optional.ofNullable(BY_WORD.get(word));
    }

    public boolean isNegative() {
        return this == NOT_EQUALS || this == NOT_CONTAINS || this == NOT_IN;
    }

    /** The operator whose opposite a negative one is. */
    public Operator positive() {
        return switch (this) {
            case NOT_EQUALS -> EQUALS;
            case NOT_CONTAINS -> CONTAINS;
            case NOT_IN -> IN;
            default -> this;
        };
    }
}
