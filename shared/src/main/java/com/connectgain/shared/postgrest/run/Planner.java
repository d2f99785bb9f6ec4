package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.Operand;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.query.SortKey;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Slice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the access path of one level. The order of preference is by how many rows a path can touch:
 *
 * <ol>
 *   <li>rows by primary key, then the holder of a unique value;
 *   <li>one partition of a partitioned table;
 *   <li>equality of an indexed column, and elements of a posted array;
 *   <li>free text, from the search rows;
 *   <li>a range of the table's two timelines, created and active;
 *   <li>a timeline or the key order, where the request asks for that order;
 *   <li>the whole table.
 * </ol>
 *
 * Only what holds for every row of the answer is used: members of the top-level conjunction, and a disjunction when each
 * of its members has a path. Negations are never used, since they say nothing of NULL.
 */
final class Planner {

    static final int PARTITION = 2;
    static final int EQUAL = 3;
    static final int TEXT = 4;
    static final int RANGE = 5;
    static final int ORDERED = 6;
    static final int WHOLE = 7;

    private static final Set<Operator> RANGES =
            Set.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE, Operator.EQ);

    private static final int MOST_KEYS = 1_000;
    private static final int MOST_PATHS = 60;

    /** Types whose text in an index is the same for equal values; a numeric's scale is not. */
    private static final Set<Kind> INDEXABLE = Set.of(
            Kind.UUID,
            Kind.TEXT,
            Kind.VARCHAR,
            Kind.BOOLEAN,
            Kind.SMALLINT,
            Kind.INTEGER,
            Kind.BIGINT,
            Kind.DATE,
            Kind.TIMESTAMPTZ);

    private final Table table;
    private final String tenant;
    private final BoundLevel level;
    private final Map<String, Bounds> bounds = new HashMap<>();

    /** What the filter says of a timeline, as sort keys: from inclusive, to exclusive. */
    private record Bounds(String from, String to) {
        static final Bounds NONE = new Bounds(null, null);

        Bounds above(String value) {
            return from == null || value.compareTo(from) > 0 ? new Bounds(value, to) : this;
        }

        Bounds below(String value) {
            return to == null || value.compareTo(to) < 0 ? new Bounds(from, value) : this;
        }
    }

    /** @param table as the store keeps it, hidden columns included */
    Planner(Table table, String tenant, BoundLevel level) {
        this.table = table;
        this.tenant = tenant;
        this.level = level;
    }

    Plan plan() {
        List<Predicate> members = new ArrayList<>();
        flatten(level.filter(), members);
        if (table.scope() == Table.Scope.SELF && !tenant.equals(com.connectgain.shared.store.Store.GLOBAL)) {
            return new Plan.Keys(List.of(Json.nodes().textNode(tenant)));
        }
        for (Predicate member : members) {
            if (member instanceof Predicate.Or(var none) && none.isEmpty()) {
                return new Plan.Nothing();
            }
            noteBound(member);
        }
        List<Candidate> candidates = new ArrayList<>();
        claimed(members).ifPresent(plan -> candidates.add(new Candidate(plan, null, 0)));
        List<java.util.function.Predicate<String>> texts = new ArrayList<>();
        for (Predicate member : members) {
            Plan plan = plan(member);
            if (plan instanceof Plan.Text(var matches)) {
                texts.add(matches);
            } else if (plan != null) {
                candidates.add(new Candidate(plan, member, breadth(member)));
            }
        }
        if (!texts.isEmpty()) {
            Plan text = new Plan.Text(folded -> texts.stream().allMatch(matches -> matches.test(folded)));
            candidates.add(new Candidate(text, null, 0));
        }
        Plan.Paths timeline = timeline();
        candidates.add(new Candidate(timeline, null, 0));
        Candidate best = candidates.stream().min(Candidate.CHEAPEST).orElseThrow();
        return probed(best.covering(members), timeline);
    }

    /**
     * @param from the condition that the plan answers, or null
     * @param breadth among plans of one rank, how many values the column has: ids are narrower than states
     */
    private record Candidate(Plan plan, Predicate from, int breadth) {

        static final Comparator<Candidate> CHEAPEST = Comparator.<Candidate>comparingInt(
                        candidate -> candidate.plan().rank())
                .thenComparingInt(Candidate::breadth);

        /** The plan, and whether it leaves nothing of the filter to check but what its own range says. */
        Plan covering(List<Predicate> members) {
            if (!(plan instanceof Plan.Paths paths)) {
                return plan;
            }
            boolean exact =
                    from == null || from instanceof Predicate.Comparison || from instanceof Predicate.Membership;
            boolean covers = exact && members.stream().allMatch(member -> member == from || isRange(paths, member));
            return new Plan.Paths(paths.slices(), paths.order(), paths.descending(), paths.rank(), covers);
        }

        private static boolean isRange(Plan.Paths paths, Predicate member) {
            return member instanceof Predicate.Comparison(var left, var operator, var value)
                    && left.isColumn()
                    && RANGES.contains(operator)
                    && left.column().name().equals(ranged(paths));
        }

        /** The column whose bounds the path's slices have. */
        private static String ranged(Plan.Paths paths) {
            boolean timeline = paths.rank() == RANGE;
            return timeline && paths.order() != null ? paths.order() : paths.rank() <= EQUAL ? "created_at" : null;
        }
    }

    private int breadth(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Comparison(var left, var operator, var value) -> breadth(left);
            case Predicate.Membership(var left, var values) -> breadth(left) + 1;
            default -> 1;
        };
    }

    private static int breadth(Operand operand) {
        boolean states = operand.type().kind() == Kind.BOOLEAN
                || !operand.column().values().isEmpty();
        return states ? 4 : operand.type().kind() == Kind.UUID ? 0 : 2;
    }

    /** Rows that are found out of order are only worth sorting when they are few. */
    private Plan probed(Plan best, Plan.Paths timeline) {
        boolean unordered = switch (best) {
            case Plan.Paths paths -> paths.rank() == EQUAL && paths.order() == null;
            case Plan.Text text -> true;
            default -> false;
        };
        boolean cut = level.range().limit() != null && !level.order().isEmpty();
        return unordered && cut && timeline.order() != null ? new Plan.Probed(best, timeline) : best;
    }

    private static void flatten(Predicate predicate, List<Predicate> into) {
        if (predicate instanceof Predicate.And(var members)) {
            members.forEach(member -> flatten(member, into));
        } else {
            into.add(predicate);
        }
    }

    /** The path for one condition, or null. */
    private Plan plan(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Comparison(var left, var operator, var value)
            when isUsable(left) && operator == Operator.EQ -> equality(left, value);
            case Predicate.Membership(var left, var values) when isUsable(left) -> membership(left, values);
            case Predicate.ArrayTest(var left, var operator, var values)
            when isUsable(left) -> elements(left, operator, values);
            case Predicate.Like(var left, var pattern)
            when isUsable(left) && isSearched(left) && !pattern.longestLiteral().isEmpty() -> {
                String literal = com.connectgain.shared.sql.CaseFolding.lower(pattern.longestLiteral());
                yield new Plan.Text(text -> text.contains(literal));
            }
            case Predicate.Or(var members) -> union(members);
            case Predicate.And(var members) ->
                members.stream()
                        .map(this::plan)
                        .filter(plan -> plan != null)
                        .min(Comparator.comparingInt(Plan::rank))
                        .orElse(null);
            default -> null;
        };
    }

    private Plan union(List<Predicate> members) {
        List<Plan> plans = new ArrayList<>();
        for (Predicate member : members) {
            Plan plan = plan(member);
            if (plan == null) {
                return null;
            }
            plans.add(plan);
        }
        if (plans.stream().allMatch(Plan.Text.class::isInstance)) {
            return new Plan.Text(text ->
                    plans.stream().anyMatch(plan -> ((Plan.Text) plan).matches().test(text)));
        }
        return new Plan.Union(plans);
    }

    /** What a path finds shows in an answer's time and cost, so no path may tell a guess at a secret from the secret. */
    private static boolean isUsable(Operand operand) {
        return operand.isColumn() && !operand.column().isSecret();
    }

    private boolean isSearched(Operand operand) {
        return table.column(operand.column().name())
                .filter(column -> column.isSearched())
                .isPresent();
    }

    private Plan equality(Operand left, JsonNode value) {
        String column = left.column().name();
        if (left.type().array()) {
            return value.isArray() && !value.isEmpty() ? posted(column, List.of(value.get(0))) : null;
        }
        if (table.primaryKey().equals(List.of(column)) && isIndexable(left.type())) {
            return new Plan.Keys(List.of(value));
        }
        return isIndexable(left.type()) ? paths(column, List.of(value)) : null;
    }

    private Plan membership(Operand left, List<JsonNode> values) {
        String column = left.column().name();
        if (values.isEmpty()) {
            return new Plan.Nothing();
        }
        if (!isIndexable(left.type())) {
            return null;
        }
        List<JsonNode> distinct = values.stream().distinct().toList();
        if (table.primaryKey().equals(List.of(column))) {
            return distinct.size() <= MOST_KEYS ? new Plan.Keys(distinct) : null;
        }
        return distinct.size() <= MOST_PATHS ? paths(column, distinct) : null;
    }

    private static boolean isIndexable(Type type) {
        return !type.array() && INDEXABLE.contains(type.kind());
    }

    private Plan paths(String column, List<JsonNode> values) {
        boolean partition = table.partition().filter(column::equals).isPresent();
        if (!partition && !table.equalityColumns().contains(column)) {
            return null;
        }
        SortKey first = firstKey();
        boolean descending = first != null && first.descending();
        boolean ordered = values.size() == 1 && table.hasTimeline() && isColumn(first, "created_at");
        Bounds range = bounds.getOrDefault("created_at", Bounds.NONE);
        List<Slice> slices = values.stream()
                .map(value -> partition
                        ? new AccessPath.Partition(value.asText())
                        : (AccessPath) new AccessPath.Equal(column, value.asText()))
                .map(path -> new Slice(path, ordered && descending, range.from(), range.to(), 0, null))
                .toList();
        return new Plan.Paths(slices, ordered ? "created_at" : null, descending, partition ? PARTITION : EQUAL, false);
    }

    private Plan elements(Operand left, Operator operator, Iterable<JsonNode> values) {
        List<JsonNode> all = new ArrayList<>();
        values.forEach(all::add);
        if (operator == Operator.OV) {
            all.removeIf(JsonNode::isNull);
            return all.size() <= MOST_PATHS ? posted(left.column().name(), all) : null;
        }
        boolean usable = operator == Operator.CS && !all.isEmpty();
        if (usable && all.stream().anyMatch(JsonNode::isNull)) {
            return new Plan.Nothing();
        }
        return usable ? posted(left.column().name(), List.of(all.getFirst())) : null;
    }

    private Plan posted(String column, List<JsonNode> elements) {
        boolean isPosted =
                table.column(column).filter(found -> found.isPosted()).isPresent();
        if (!isPosted || elements.stream().anyMatch(JsonNode::isNull)) {
            return null;
        }
        List<Slice> slices = elements.stream()
                .map(element -> Slice.of(new AccessPath.Posted(column, element.asText()), 0))
                .toList();
        return new Plan.Paths(slices, null, false, EQUAL, false);
    }

    /** A unique constraint whose every column the filter fixes. */
    private java.util.Optional<Plan> claimed(List<Predicate> members) {
        ObjectNode fixed = Json.object();
        if (table.scope() == Table.Scope.ORGANIZATION) {
            fixed.put("organization_id", tenant);
        }
        for (Predicate member : members) {
            if (member instanceof Predicate.Comparison(var left, var operator, var value)
                    && isUsable(left)
                    && operator == Operator.EQ
                    && isIndexable(left.type())) {
                fixed.set(left.column().name(), value);
            }
        }
        for (Unique unique : table.uniques()) {
            if (!unique.isPartial() && unique.columns().stream().allMatch(fixed::has)) {
                return java.util.Optional.of(new Plan.Claimed(unique.name(), fixed));
            }
        }
        return java.util.Optional.empty();
    }

    private void noteBound(Predicate predicate) {
        if (!(predicate instanceof Predicate.Comparison(var left, var operator, var value))
                || !left.isColumn()
                || !isTimeline(left.column().name())) {
            return;
        }
        String column = left.column().name();
        Bounds known = bounds.getOrDefault(column, Bounds.NONE);
        if (!isFourDigitYear(value.asText())) {
            return; // such a text does not sort where its moment does; the filter itself still holds
        }
        // Sort keys are "<timestamp>#<id>", and '$' is the character after '#'.
        String first = value.asText() + "#";
        String beyond = value.asText() + "$";
        switch (operator) {
            case GT -> bounds.put(column, known.above(beyond));
            case GTE -> bounds.put(column, known.above(first));
            case LT -> bounds.put(column, known.below(first));
            case LTE -> bounds.put(column, known.below(beyond));
            case EQ -> bounds.put(column, known.above(first).below(beyond));
            default -> {}
        }
    }

    private static boolean isFourDigitYear(String moment) {
        return moment.length() > 10
                && moment.charAt(4) == '-'
                && Character.isDigit(moment.charAt(0))
                && !moment.endsWith("BC");
    }

    private boolean isTimeline(String column) {
        return column.equals("created_at") && table.hasTimeline()
                || table.activity().filter(column::equals).isPresent();
    }

    /** The path that has no condition but a range: a timeline, or the whole table. */
    private Plan.Paths timeline() {
        SortKey first = firstKey();
        if (first != null
                && first.operand().isColumn()
                && isTimeline(first.operand().column().name())) {
            String column = first.operand().column().name();
            Bounds range = bounds.getOrDefault(column, Bounds.NONE);
            boolean bounded = range.from() != null || range.to() != null;
            return new Plan.Paths(
                    slices(column, first, range), column, first.descending(), bounded ? RANGE : ORDERED, false);
        }
        for (var bound : bounds.entrySet()) {
            return new Plan.Paths(slices(bound.getKey(), null, bound.getValue()), null, false, RANGE, false);
        }
        boolean byKey = first != null
                && table.primaryKey().size() == 1
                && isColumn(first, table.primaryKey().getFirst())
                && table.partition().isEmpty()
                && isKeyOrdered(first.operand().type().kind());
        boolean descending = byKey && first.descending();
        Slice whole = new Slice(new AccessPath.Whole(), descending, null, null, 0, null);
        return new Plan.Paths(
                List.of(whole),
                byKey ? table.primaryKey().getFirst() : null,
                descending,
                byKey ? ORDERED : WHOLE,
                false);
    }

    private static boolean isKeyOrdered(Kind kind) {
        return kind == Kind.UUID || kind == Kind.INTEGER || kind == Kind.BIGINT || kind == Kind.SMALLINT;
    }

    /** Rows without an activity stand at the end of its timeline, so where NULLs belong decides what is read first. */
    private List<Slice> slices(String column, SortKey key, Bounds range) {
        boolean descending = key != null && key.descending();
        AccessPath path = column.equals("created_at") ? new AccessPath.Created() : new AccessPath.Active();
        Slice all = new Slice(path, descending, range.from(), range.to(), 0, null);
        boolean nullsAtEnd = key == null || key.nullsFirst() == descending;
        boolean noNulls = column.equals("created_at") || range.from() != null || range.to() != null;
        if (noNulls && path instanceof AccessPath.Active && range.to() == null) {
            return List.of(all.between(range.from(), AccessPath.NO_ACTIVITY));
        }
        if (nullsAtEnd || noNulls) {
            return List.of(all);
        }
        Slice moments = all.between(null, AccessPath.NO_ACTIVITY);
        Slice nulls = all.between(AccessPath.NO_ACTIVITY, null);
        return descending ? List.of(moments, nulls) : List.of(nulls, moments);
    }

    private SortKey firstKey() {
        return level.order().isEmpty() ? null : level.order().getFirst();
    }

    private static boolean isColumn(SortKey key, String column) {
        return key != null
                && key.embed() == SortKey.NO_EMBED
                && key.operand().isColumn()
                && key.operand().column().name().equals(column);
    }
}
