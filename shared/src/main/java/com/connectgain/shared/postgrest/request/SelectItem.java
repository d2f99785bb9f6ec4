package com.connectgain.shared.postgrest.request;

import java.util.List;

/** One item of a select list. */
public sealed interface SelectItem {

    /** {@code *}. */
    record Everything() implements SelectItem {}

    /** {@code alias:column->path::cast}; alias and cast may be null. */
    record Field(FieldRef field, String alias, String cast) implements SelectItem {}

    /** {@code count()}, {@code amount.sum()}: parsed, so that refusing it is not a syntax error. */
    record Aggregate(String function) implements SelectItem {}

    /** {@code alias:target!hint!inner(...)}; a spread has no alias. */
    record Relation(String target, String alias, String hint, boolean inner, boolean spread, List<SelectItem> items)
            implements SelectItem {

        /** The key in the output, and the name that filters use. */
        public String name() {
            return alias != null ? alias : target;
        }
    }
}
