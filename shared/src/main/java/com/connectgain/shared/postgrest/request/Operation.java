package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.sql.TextSearch;
import java.util.List;
import java.util.Locale;

/** What a filter asks of its field, with the operand still as text. */
public sealed interface Operation {

    /** An operator, its SQL spelling, and whether {@code any} and {@code all} may follow. */
    enum Operator {
        EQ("=", true),
        NEQ("<>", false),
        GT(">", true),
        GTE(">=", true),
        LT("<", true),
        LTE("<=", true),
        LIKE("~~", true),
        ILIKE("~~*", true),
        MATCH("~", true),
        IMATCH("~*", true),
        CS("@>", false),
        CD("<@", false),
        OV("&&", false),
        SL("<<", false),
        SR(">>", false),
        NXR("&<", false),
        NXL("&>", false),
        ADJ("-|-", false);

        private final String sql;
        private final boolean quantifiable;

        Operator(String sql, boolean quantifiable) {
            this.sql = sql;
            this.quantifiable = quantifiable;
        }

        public String sql() {
            return sql;
        }

        boolean isQuantifiable() {
            return quantifiable;
        }

        /** Whether the operator orders or equates, which every comparable type can. */
        public boolean isComparison() {
            return ordinal() <= LTE.ordinal();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Quantifier {
        ANY,
        ALL
    }

    enum IsWhat {
        NULL,
        NOT_NULL,
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** @param quantifier null for a single operand; otherwise {@code value} is an array literal */
    record Apply(Operator operator, Quantifier quantifier, String value) implements Operation {}

    record In(List<String> values) implements Operation {}

    record Is(IsWhat what) implements Operation {}

    record IsDistinct(String value) implements Operation {}

    /** @param language null when none was named */
    record Search(TextSearch.Syntax syntax, String language, String value) implements Operation {}
}
