package com.connectgain.shared.postgrest;

import com.connectgain.shared.postgrest.request.Condition;
import com.connectgain.shared.postgrest.request.FieldRef;
import com.connectgain.shared.postgrest.request.Operation;
import com.connectgain.shared.postgrest.request.OrderTerm;
import com.connectgain.shared.postgrest.request.Placed;
import com.connectgain.shared.postgrest.request.QueryParameters;
import com.connectgain.shared.postgrest.request.RowRange;
import com.connectgain.shared.postgrest.request.SelectItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A parsed request in one readable line, for tables of cases. */
final class Described {

    private Described() {}

    static String query(QueryParameters query) {
        List<String> parts = new ArrayList<>();
        if (!query.select().equals(List.of(new SelectItem.Everything()))) {
            parts.add("select " + items(query.select()));
        }
        query.conditions().forEach(placed -> parts.add("where " + path(placed) + condition(placed.what())));
        query.orders()
                .forEach(placed -> parts.add("order " + path(placed)
                        + placed.what().stream().map(Described::order).collect(Collectors.joining(", "))));
        query.ranges().entrySet().stream()
                .sorted(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.size(), b.size())))
                .forEach(entry ->
                        parts.add("range " + path(new Placed<>(entry.getKey(), null)) + range(entry.getValue())));
        if (query.columns() != null) {
            parts.add("columns " + String.join(" ", query.columns()));
        }
        if (query.onConflict() != null) {
            parts.add("conflict " + String.join(" ", query.onConflict()));
        }
        return String.join("; ", parts);
    }

    private static String path(Placed<?> placed) {
        return placed.isRoot() ? "" : String.join(".", placed.path()) + ": ";
    }

    private static String range(RowRange range) {
        return range.offset() + "+" + range.limit();
    }

    private static String items(List<SelectItem> items) {
        return items.stream().map(Described::item).collect(Collectors.joining(" "));
    }

    private static String item(SelectItem item) {
        return switch (item) {
            case SelectItem.Everything ignored -> "*";
            case SelectItem.Aggregate(var function) -> function + "()";
            case SelectItem.Field(var field, var alias, var cast) ->
                (alias == null ? "" : alias + ":") + field(field) + (cast == null ? "" : "::" + cast);
            case SelectItem.Relation relation ->
                (relation.spread() ? "..." : "")
                        + (relation.alias() == null ? "" : relation.alias() + ":")
                        + relation.target()
                        + (relation.hint() == null ? "" : "!" + relation.hint())
                        + (relation.inner() ? "!inner" : "")
                        + "(" + items(relation.items()) + ")";
        };
    }

    private static String order(OrderTerm term) {
        String field =
                term.relation() == null ? field(term.field()) : term.relation() + "(" + field(term.field()) + ")";
        String nulls = term.nullsFirst() == null ? "" : term.nullsFirst() ? " nullsfirst" : " nullslast";
        return field + (term.descending() ? " desc" : "") + nulls;
    }

    static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Filter(var field, var negated, var operation, var ignored) ->
                (negated ? "not " : "") + field(field) + "." + operation(operation);
            case Condition.Group(var negated, var conjunction, var members) ->
                (negated ? "not " : "")
                        + members.stream()
                                .map(Described::condition)
                                .collect(Collectors.joining(conjunction ? " and " : " or ", "(", ")"));
        };
    }

    private static String operation(Operation operation) {
        return switch (operation) {
            case Operation.Apply(var operator, var quantifier, var value) ->
                operator.name().toLowerCase(Locale.ROOT)
                        + (quantifier == null ? "" : " " + quantifier.name().toLowerCase(Locale.ROOT))
                        + "(" + value + ")";
            case Operation.In(var values) -> "in[" + String.join("|", values) + "]";
            case Operation.Is(var what) -> "is(" + what + ")";
            case Operation.IsDistinct(var value) -> "isdistinct(" + value + ")";
            case Operation.Search(var syntax, var language, var value) ->
                "search(" + syntax + "," + language + "," + value + ")";
        };
    }

    private static String field(FieldRef field) {
        StringBuilder text = new StringBuilder(field.column());
        for (FieldRef.Step step : field.path()) {
            text.append(step.text() ? "->>" : "->").append(step.key() != null ? step.key() : step.index());
        }
        return text.toString();
    }
}
