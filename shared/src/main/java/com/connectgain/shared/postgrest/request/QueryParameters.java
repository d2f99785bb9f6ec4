package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.http.Request.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query string, parsed.
 *
 * @param select empty for an empty list; {@code *} when the parameter is absent
 * @param columns the payload keys to use; null when the parameter is absent
 * @param onConflict null when the parameter is absent
 * @param canonical the parameters sorted by name
 * @param body the JSON that stood in the query instead of the body, which the documented curl commands send; or null
 */
public record QueryParameters(
        List<SelectItem> select,
        List<Placed<Condition>> conditions,
        List<Placed<List<OrderTerm>>> orders,
        Map<List<String>, RowRange> ranges,
        Set<String> columns,
        List<String> onConflict,
        String canonical,
        String body) {

    private static final List<SelectItem> EVERYTHING = List.of(new SelectItem.Everything());

    public static QueryParameters read(String rawQuery, Dialect dialect) {
        return read(QueryString.read(rawQuery), dialect);
    }

    public static QueryParameters read(List<Parameter> parameters, Dialect dialect) {
        Reader reader = new Reader(dialect);
        for (Parameter parameter : parameters) {
            reader.read(parameter.name(), parameter.value());
        }
        return reader.result(QueryString.canonical(parameters));
    }

    public RowRange rootRange() {
        return ranges.getOrDefault(List.of(), RowRange.ALL);
    }

    /** The same request with one more filter on the root: {@code column = value}. */
    public QueryParameters andEqual(String column, String value) {
        List<Placed<Condition>> more = new ArrayList<>(conditions);
        more.add(new Placed<>(
                List.of(),
                new Condition.Filter(
                        FieldRef.column(column),
                        false,
                        new Operation.Apply(Operation.Operator.EQ, null, value),
                        false)));
        return new QueryParameters(select, List.copyOf(more), orders, ranges, columns, onConflict, canonical, body);
    }

    private static final class Reader {

        private final Dialect dialect;
        private final List<Placed<Condition>> conditions = new ArrayList<>();
        private final List<Placed<List<OrderTerm>>> orders = new ArrayList<>();
        private final Map<List<String>, Long> limits = new LinkedHashMap<>();
        private final Map<List<String>, Long> offsets = new LinkedHashMap<>();
        private List<SelectItem> select = EVERYTHING;
        private Set<String> columns;
        private List<String> onConflict;
        private String body;

        private Reader(Dialect dialect) {
            this.dialect = dialect;
        }

        private void read(String name, String value) {
            switch (name) {
                case "select" -> select = SelectGrammar.read(value);
                case "columns" -> columns = new LinkedHashSet<>(names("columns parameter", value));
                case "on_conflict" -> onConflict = names("on_conflict parameter", value);
                case "apikey" -> {
                    // The gateway's credential; it is no filter.
                }
                default -> readPlaced(name, value);
            }
        }

        private void readPlaced(String name, String value) {
            if (dialect == Dialect.PROXY && name.startsWith("{")) {
                body = value.isEmpty() ? name : name + "=" + value;
                return;
            }
            switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "order" -> orders.add(new Placed<>(TreePath.parents(name), OrderGrammar.read(value)));
                case "limit" -> number(limits, name, value);
                case "offset" -> number(offsets, name, value);
                case "and", "or" -> conditions.add(LogicGrammar.read(name, value, dialect));
                default -> {
                    Placed<FieldRef> field = TreePath.field(name);
                    conditions.add(
                            new Placed<>(field.path(), OperationGrammar.parameter(field.what(), value, dialect)));
                }
            }
        }

        /** What is no number is no limit: PostgREST ignores it. */
        private static void number(Map<List<String>, Long> numbers, String name, String value) {
            String digits = value.strip();
            int start = digits.startsWith("-") ? 1 : 0;
            if (digits.length() == start || digits.length() > 15) {
                return;
            }
            for (int i = start; i < digits.length(); i++) {
                if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                    return;
                }
            }
            numbers.put(TreePath.parents(name), Long.parseLong(digits));
        }

        private static List<String> names(String what, String value) {
            Scanner in = new Scanner("failed to parse " + what + " (" + value + ")", value);
            List<String> names = new ArrayList<>();
            do {
                in.skipSpaces();
                String name = FieldGrammar.name(in);
                if (name == null) {
                    throw in.failure();
                }
                names.add(name);
                in.skipSpaces();
            } while (in.accept(','));
            if (!in.isAtEnd()) {
                in.expect(Scanner.END);
                throw in.failure();
            }
            return List.copyOf(names);
        }

        private QueryParameters result(String canonical) {
            Map<List<String>, RowRange> ranges = new LinkedHashMap<>();
            limits.forEach((path, limit) -> ranges.put(path, new RowRange(offsets.getOrDefault(path, 0L), limit)));
            offsets.forEach((path, offset) -> ranges.putIfAbsent(path, new RowRange(offset, null)));
            ranges.forEach((path, range) -> {
                if (!path.isEmpty()) {
                    range.checkedInside();
                }
            });
            return new QueryParameters(
                    select,
                    List.copyOf(conditions),
                    List.copyOf(orders),
                    Map.copyOf(ranges),
                    columns,
                    onConflict,
                    canonical,
                    body);
        }
    }
}
