package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.postgrest.request.Operation.IsWhat;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.sql.LikePattern;
import com.connectgain.shared.sql.RegexPattern;
import com.connectgain.shared.sql.TextSearch;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.List;

/** A filter bound to columns and types, its values already read. {@link Evaluation} says what it means for a row. */
public sealed interface Predicate {

    /** Holds for every row. */
    Predicate ALWAYS = new And(List.of());

    record And(List<Predicate> members) implements Predicate {}

    record Or(List<Predicate> members) implements Predicate {}

    record Not(Predicate inner) implements Predicate {}

    /** Equality and order against one value. */
    record Comparison(Operand left, Operator operator, JsonNode value) implements Predicate {}

    /** {@code left = ANY(values)}; the values hold no NULL. */
    record Membership(Operand left, List<JsonNode> values) implements Predicate {}

    /** Two columns of one row. */
    record ColumnComparison(Operand left, Operator operator, Operand right) implements Predicate {}

    /**
     * The proxy's order on the text of a document: as numbers when both sides are numbers, as texts otherwise.
     *
     * @param number null when the value is no number
     */
    record LooseComparison(Operand left, Operator operator, String text, BigDecimal number) implements Predicate {}

    record Distinct(Operand left, JsonNode value) implements Predicate {}

    record Like(Operand left, LikePattern pattern) implements Predicate {}

    record Regex(Operand left, RegexPattern pattern) implements Predicate {}

    /** {@code cs}, {@code cd} or {@code ov} on an array. */
    record ArrayTest(Operand left, Operator operator, ArrayNode value) implements Predicate {}

    /** {@code cs} or {@code cd} on a document. */
    record DocumentTest(Operand left, Operator operator, JsonNode value) implements Predicate {}

    record Search(Operand left, TextSearch query) implements Predicate {}

    record Is(Operand left, IsWhat what) implements Predicate {}

    /** Known before any row is read, except that NULL stays unknown: a text that is no uuid equals no uuid. */
    record UnlessNull(Operand left, boolean answer) implements Predicate {}

    /** NULL itself: one element of a quantified comparison. */
    record Unknown() implements Predicate {}

    /** Whether the row has a related row in the embed of that number. */
    record HasEmbedded(int embed, boolean wanted) implements Predicate {}

    /** Whether the answer depends on embedded rows. */
    default boolean needsEmbeds() {
        return switch (this) {
            case And(var members) -> members.stream().anyMatch(Predicate::needsEmbeds);
            case Or(var members) -> members.stream().anyMatch(Predicate::needsEmbeds);
            case Not(var inner) -> inner.needsEmbeds();
            case HasEmbedded ignored -> true;
            default -> false;
        };
    }
}
