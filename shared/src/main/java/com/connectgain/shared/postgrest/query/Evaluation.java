package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.sql.JsonValues;
import com.connectgain.shared.sql.TextOrder;
import com.connectgain.shared.sql.Truth;
import com.connectgain.shared.sql.Values;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** What a predicate says of a row, with SQL's three values. */
public final class Evaluation {

    /** Which embeds of a row have related rows. */
    @FunctionalInterface
    public interface Embedded {
        Embedded NONE = embed -> false;

        boolean has(int embed);
    }

    private Evaluation() {}

    public static boolean keeps(Predicate predicate, ObjectNode row) {
        return test(predicate, row, Embedded.NONE) == Truth.TRUE;
    }

    public static Truth test(Predicate predicate, ObjectNode row, Embedded embedded) {
        return switch (predicate) {
            case Predicate.And and -> all(and.members(), row, embedded);
            case Predicate.Or or -> any(or.members(), row, embedded);
            case Predicate.Not not -> test(not.inner(), row, embedded).not();
            case Predicate.Is is -> is(is, row);
            case Predicate.Distinct distinct -> distinct(distinct, row);
            case Predicate.HasEmbedded has -> Truth.of(embedded.has(has.embed()) == has.wanted());
            case Predicate.Unknown ignored -> Truth.UNKNOWN;
            case Predicate.Membership membership -> membership(membership, row);
            case Predicate.ColumnComparison columns -> columns(columns, row);
            case Predicate.Comparison one -> {
                JsonNode value = one.left().value(row);
                yield value == null ? Truth.UNKNOWN : compare(one.left().type(), one.operator(), value, one.value());
            }
            case Predicate.LooseComparison loose -> {
                JsonNode value = loose.left().value(row);
                yield value == null ? Truth.UNKNOWN : loose(loose, value.asText());
            }
            case Predicate.Like like -> {
                JsonNode value = like.left().value(row);
                yield value == null ? Truth.UNKNOWN : Truth.of(like.pattern().matches(value.asText()));
            }
            case Predicate.Regex regex -> {
                JsonNode value = regex.left().value(row);
                yield value == null ? Truth.UNKNOWN : Truth.of(regex.pattern().matches(value.asText()));
            }
            case Predicate.ArrayTest array -> {
                JsonNode value = array.left().value(row);
                yield value == null ? Truth.UNKNOWN : Truth.of(array(array, value));
            }
            case Predicate.DocumentTest document -> {
                JsonNode value = document.left().value(row);
                yield value == null ? Truth.UNKNOWN : Truth.of(document(document, value));
            }
            case Predicate.Search search -> {
                JsonNode value = search.left().value(row);
                yield value == null ? Truth.UNKNOWN : Truth.of(search(search, value));
            }
            case Predicate.UnlessNull fixed ->
                fixed.left().value(row) == null ? Truth.UNKNOWN : Truth.of(fixed.answer());
        };
    }

    private static Truth all(List<Predicate> members, ObjectNode row, Embedded embedded) {
        Truth truth = Truth.TRUE;
        for (int i = 0; i < members.size() && truth != Truth.FALSE; i++) {
            truth = truth.and(test(members.get(i), row, embedded));
        }
        return truth;
    }

    private static Truth any(List<Predicate> members, ObjectNode row, Embedded embedded) {
        Truth truth = Truth.FALSE;
        for (int i = 0; i < members.size() && truth != Truth.TRUE; i++) {
            truth = truth.or(test(members.get(i), row, embedded));
        }
        return truth;
    }

    private static Truth is(Predicate.Is is, ObjectNode row) {
        JsonNode value = is.left().value(row);
        return Truth.of(
                switch (is.what()) {
                    case NULL, UNKNOWN -> value == null;
                    case NOT_NULL -> value != null;
                    case TRUE -> value != null && value.booleanValue();
                    case FALSE -> value != null && !value.booleanValue();
                });
    }

    private static Truth distinct(Predicate.Distinct distinct, ObjectNode row) {
        JsonNode value = distinct.left().value(row);
        return Truth.of(value == null || !Values.equal(distinct.left().type(), value, distinct.value()));
    }

    private static Truth membership(Predicate.Membership membership, ObjectNode row) {
        if (membership.values().isEmpty()) {
            return Truth.FALSE;
        }
        JsonNode value = membership.left().value(row);
        if (value == null) {
            return Truth.UNKNOWN;
        }
        Type type = membership.left().type();
        for (JsonNode wanted : membership.values()) {
            if (Values.equal(type, value, wanted)) {
                return Truth.TRUE;
            }
        }
        return Truth.FALSE;
    }

    private static Truth columns(Predicate.ColumnComparison columns, ObjectNode row) {
        JsonNode left = columns.left().value(row);
        JsonNode right = columns.right().value(row);
        return left == null || right == null
                ? Truth.UNKNOWN
                : compare(columns.left().type(), columns.operator(), left, right);
    }

    private static Truth compare(Type type, Operator operator, JsonNode left, JsonNode right) {
        return switch (operator) {
            case EQ -> Truth.of(Values.equal(type, left, right));
            case NEQ -> Truth.of(!Values.equal(type, left, right));
            default -> ordered(operator, Values.compare(type, left, right));
        };
    }

    private static Truth ordered(Operator operator, int difference) {
        return Truth.of(
                switch (operator) {
                    case EQ -> difference == 0;
                    case NEQ -> difference != 0;
                    case GT -> difference > 0;
                    case GTE -> difference >= 0;
                    case LT -> difference < 0;
                    case LTE -> difference <= 0;
                    default -> throw new IllegalStateException(operator + " does not order");
                });
    }

    private static Truth loose(Predicate.LooseComparison loose, String text) {
        if (loose.number() != null) {
            try {
                return ordered(loose.operator(), new BigDecimal(text).compareTo(loose.number()));
            } catch (NumberFormatException notANumber) {
                return ordered(loose.operator(), TextOrder.compare(text, loose.text()));
            }
        }
        return ordered(loose.operator(), TextOrder.compare(text, loose.text()));
    }

    private static boolean array(Predicate.ArrayTest test, JsonNode value) {
        Type type = test.left().type();
        return switch (test.operator()) {
            case CS -> Values.containsAll(type, value, test.value());
            case CD -> Values.containsAll(type, test.value(), value);
            default -> Values.overlap(type, value, test.value());
        };
    }

    private static boolean document(Predicate.DocumentTest test, JsonNode value) {
        return test.operator() == Operator.CS
                ? JsonValues.contains(value, test.value())
                : JsonValues.contains(test.value(), value);
    }

    private static boolean search(Predicate.Search search, JsonNode value) {
        return search.left().type().isJson()
                ? search.query().matches(value)
                : search.query().matches(value.asText());
    }
}
