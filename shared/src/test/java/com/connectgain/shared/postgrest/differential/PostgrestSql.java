package com.connectgain.shared.postgrest.differential;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.postgrest.request.Condition;
import com.connectgain.shared.postgrest.request.FieldRef;
import com.connectgain.shared.postgrest.request.Operation;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.postgrest.request.Operation.Quantifier;
import com.connectgain.shared.postgrest.request.OrderTerm;
import com.connectgain.shared.postgrest.request.Placed;
import com.connectgain.shared.postgrest.request.QueryParameters;
import com.connectgain.shared.postgrest.request.SelectItem;
import com.connectgain.shared.sql.TextSearch.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The SQL that stands behind a request, every operand an untyped literal, as PostgREST's parameters are. */
final class PostgrestSql {

    private static final Map<Operator, String> OPERATORS =
            Map.of(Operator.LIKE, "like", Operator.ILIKE, "ilike", Operator.MATCH, "~", Operator.IMATCH, "~*");

    private final QueryParameters query;
    private final Table table;

    PostgrestSql(QueryParameters query, Table table) {
        this.query = query;
        this.table = table;
    }

    String page() {
        String range = query.rootRange().limit() == null
                ? ""
                : " limit " + query.rootRange().limit();
        return "select to_jsonb(shown)::text from (select " + columns() + from() + order() + range + " offset "
                + query.rootRange().offset() + ") shown";
    }

    String count() {
        return "select count(*)" + from();
    }

    private String columns() {
        List<String> columns = new ArrayList<>();
        for (SelectItem item : query.select()) {
            switch (item) {
                case SelectItem.Everything ignored -> columns.add("things.*");
                case SelectItem.Field(var field, var alias, var cast) -> {
                    String value = cast == null
                            ? field(field, "things")
                            : "cast(" + field(field, "things") + " as " + cast + ")";
                    columns.add(value + " as \"" + (alias != null ? alias : key(field)) + "\"");
                }
                case SelectItem.Relation ignored -> columns.add("to_jsonb(o) as o");
                case SelectItem.Aggregate ignored -> throw new IllegalStateException("not generated");
            }
        }
        return String.join(", ", columns);
    }

    private static String key(FieldRef field) {
        for (FieldRef.Step step : field.path().reversed()) {
            if (step.key() != null) {
                return step.key();
            }
        }
        return field.column();
    }

    private String from() {
        StringBuilder sql = new StringBuilder(" from things");
        for (SelectItem item : query.select()) {
            if (item instanceof SelectItem.Relation relation) {
                sql.append(relation.inner() ? " inner" : " left").append(" join lateral (select ");
                List<String> shown = new ArrayList<>();
                relation.items()
                        .forEach(one -> shown.add(
                                "owners_1." + ((SelectItem.Field) one).field().column()));
                sql.append(String.join(", ", shown)).append(" from owners as owners_1 where ");
                sql.append(conditions(List.of("o"), "owners_1"));
                sql.append("owners_1.id = things.owner_id) as o on true");
            }
        }
        return sql.append(" where ")
                .append(conditions(List.of(), "things"))
                .append("true")
                .toString();
    }

    private String conditions(List<String> path, String relation) {
        StringBuilder groups = new StringBuilder();
        StringBuilder filters = new StringBuilder();
        for (Placed<Condition> placed : query.conditions()) {
            if (placed.path().equals(path)) {
                StringBuilder sql = placed.what() instanceof Condition.Group ? groups : filters;
                sql.append(condition(placed.what(), relation)).append(" and ");
            }
        }
        return groups.append(filters).toString();
    }

    private String condition(Condition condition, String relation) {
        return switch (condition) {
            case Condition.Group(var negated, var conjunction, var members) ->
                (negated ? "not " : "") + "("
                        + String.join(
                                conjunction ? " and " : " or ",
                                members.stream()
                                        .map(member -> condition(member, relation))
                                        .toList())
                        + ")";
            case Condition.Filter filter
            when filter.field().column().equals("o") ->
                "o is " + (filter.negated() ? "" : "not ") + "distinct from null";
            case Condition.Filter filter -> (filter.negated() ? "not " : "") + operation(filter, relation);
        };
    }

    private String operation(Condition.Filter filter, String relation) {
        String field = field(filter.field(), relation);
        return switch (filter.operation()) {
            case Operation.Is(var what) -> field + " is " + what.name().replace('_', ' ');
            case Operation.IsDistinct(var value) -> field + " is distinct from " + literal(value);
            case Operation.In(var values) -> field + " = any(" + literal(arrayOf(values)) + ")";
            case Operation.Apply(var operator, var quantifier, var value) -> {
                String operand = literal(
                        operator == Operator.LIKE || operator == Operator.ILIKE ? value.replace('*', '%') : value);
                String sql = OPERATORS.getOrDefault(operator, operator.sql());
                yield field + " " + sql + " "
                        + (quantifier == null
                                ? operand
                                : (quantifier == Quantifier.ANY ? "any(" : "all(") + operand + ")");
            }
            case Operation.Search(var syntax, var language, var value) ->
                "to_tsvector(" + literal(language) + ", " + field + ") @@ "
                        + (syntax == Syntax.PLAIN ? "plainto_tsquery(" : "websearch_to_tsquery(")
                        + literal(language) + ", " + literal(value) + ")";
        };
    }

    private static String arrayOf(List<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            array.append(array.length() == 1 ? "\"" : ",\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return array.append('}').toString();
    }

    private String order() {
        List<String> terms = new ArrayList<>();
        for (Placed<List<OrderTerm>> placed : query.orders()) {
            for (OrderTerm term : placed.what()) {
                String field = term.relation() == null
                        ? field(term.field(), "things")
                        : "o." + term.field().column();
                String nulls = term.nullsFirst() == null ? "" : term.nullsFirst() ? " nulls first" : " nulls last";
                terms.add(field + (term.descending() ? " desc" : "") + nulls);
            }
        }
        terms.add("things.id");
        return " order by " + String.join(", ", terms);
    }

    private String field(FieldRef field, String relation) {
        String column = relation + ".\"" + field.column() + "\"";
        if (!field.hasPath()) {
            return column;
        }
        Type type = table.column(field.column()).map(Column::type).orElse(Type.of(Type.Kind.JSONB));
        StringBuilder sql = new StringBuilder(type.isJson() ? column : "to_jsonb(" + column + ")");
        for (FieldRef.Step step : field.path()) {
            sql.append(step.text() ? "->>" : "->");
            sql.append(step.key() != null ? literal(step.key()) : literal(String.valueOf(step.index())) + "::int");
        }
        return sql.toString();
    }

    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
