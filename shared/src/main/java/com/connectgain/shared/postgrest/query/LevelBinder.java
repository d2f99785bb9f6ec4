package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Condition;
import com.connectgain.shared.postgrest.request.FieldRef;
import com.connectgain.shared.postgrest.request.FieldRef.Step;
import com.connectgain.shared.postgrest.request.OrderTerm;
import com.connectgain.shared.postgrest.request.Placed;
import com.connectgain.shared.postgrest.request.RowRange;
import com.connectgain.shared.postgrest.request.SelectItem;
import com.connectgain.shared.sql.Casts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One level while it is being bound: first the embeds, then what the request says about each level, then types. */
final class LevelBinder {

    /** What every level of one request shares. */
    private record Context(ApiRequest request, Relationships relationships, long mostRows, Instant now) {}

    private final Context context;
    private final Table table;
    private final ColumnLookup columns;
    private final List<SelectItem> items;
    private final SelectItem.Relation self;
    private final Relationship relationship;
    private final List<LevelBinder> embeds = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private List<OrderTerm> order = List.of();
    private RowRange range = RowRange.ALL;

    private LevelBinder(
            Context context,
            Table table,
            String name,
            List<SelectItem> items,
            SelectItem.Relation self,
            Relationship relationship,
            int depth) {
        this.context = context;
        this.table = table;
        this.columns = new ColumnLookup(table, name);
        this.items = items;
        this.self = self;
        this.relationship = relationship;
        for (SelectItem item : items) {
            if (item instanceof SelectItem.Relation relation) {
                embeds.add(embed(relation, depth + 1));
            }
        }
    }

    static LevelBinder root(Table table, ApiRequest request, Relationships relationships, long mostRows, Instant now) {
        Context context = new Context(request, relationships, mostRows, now);
        LevelBinder root =
                new LevelBinder(context, table, table.name(), request.query().select(), null, null, 0);
        root.place(request);
        return root;
    }

    private LevelBinder embed(SelectItem.Relation relation, int depth) {
        Relationship found = context.relationships().find(table, relation.target(), relation.hint());
        Table target = found.to();
        String name = found.junction() != null ? target.name() : target.name() + "_" + depth;
        return new LevelBinder(context, target, name, relation.items(), relation, found, depth);
    }

    /** Writes take no ranges: what they touch is what the filter says. */
    private void place(ApiRequest request) {
        for (Placed<Condition> condition : request.query().conditions()) {
            at(condition.path()).conditions.add(condition.what());
        }
        for (Placed<List<OrderTerm>> placed : request.query().orders()) {
            at(placed.path()).order = placed.what();
        }
        if (request.method().reads()) {
            for (Map.Entry<List<String>, RowRange> placed :
                    request.query().ranges().entrySet()) {
                at(placed.getKey()).range = placed.getValue();
            }
            range = request.range();
        }
    }

    private LevelBinder at(List<String> path) {
        LevelBinder level = this;
        for (String name : path) {
            LevelBinder next = level.embedNamed(name);
            if (next == null) {
                throw PgrstError.notEmbedded(name);
            }
            level = next;
        }
        return level;
    }

    /** By its name in the output, or else by the table it was asked for: both are documented. */
    private LevelBinder embedNamed(String name) {
        for (LevelBinder embed : embeds) {
            if (embed.self.name().equals(name)) {
                return embed;
            }
        }
        for (LevelBinder embed : embeds) {
            if (embed.self.target().equals(name)) {
                return embed;
            }
        }
        return null;
    }

    BoundLevel bind() {
        List<BoundEmbed> bound = new ArrayList<>(embeds.size());
        for (LevelBinder embed : embeds) {
            bound.add(new BoundEmbed(
                    embed.self.name(), embed.relationship, embed.self.inner(), embed.self.spread(), embed.bind()));
        }
        List<OutputValue> output = output();
        List<Predicate> own = new ArrayList<>(conditions.size());
        List<Predicate> together = new ArrayList<>();
        bindConditions(true, own, together);
        bindConditions(false, own, together);
        boolean capped = context.request().method().reads() && (relationship == null || !relationship.isToOne());
        return new BoundLevel(
                table,
                output,
                conjunction(own),
                conjunction(together),
                order(),
                capped ? range.capped(context.mostRows()) : range,
                List.copyOf(bound));
    }

    /** Logic trees before plain filters: of two mistakes, the one that PostgREST's SQL has first is reported. */
    private void bindConditions(boolean groups, List<Predicate> own, List<Predicate> together) {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Group == groups) {
                Predicate predicate = predicate(condition);
                (predicate.needsEmbeds() ? together : own).add(predicate);
            }
        }
    }

    private static Predicate conjunction(List<Predicate> members) {
        return switch (members.size()) {
            case 0 -> Predicate.ALWAYS;
            case 1 -> members.getFirst();
            default -> new Predicate.And(List.copyOf(members));
        };
    }

    private Predicate predicate(Condition condition) {
        if (condition instanceof Condition.Group(boolean negated, boolean conjunction, List<Condition> members)) {
            List<Predicate> bound = new ArrayList<>(members.size());
            for (Condition member : members) {
                bound.add(predicate(member));
            }
            Predicate group =
                    conjunction ? new Predicate.And(List.copyOf(bound)) : new Predicate.Or(List.copyOf(bound));
            return negated ? new Predicate.Not(group) : group;
        }
        Condition.Filter filter = (Condition.Filter) condition;
        Predicate embedded = embedTest(filter);
        if (embedded != null) {
            return embedded;
        }
        Predicate bound = new FilterBinder(columns, context.request().dialect(), context.now()).bind(filter);
        return filter.negated() ? new Predicate.Not(bound) : bound;
    }

    /** {@code clients=is.null}: a filter whose field is an embed; null when it is a column's. */
    private Predicate embedTest(Condition.Filter filter) {
        if (embeds.isEmpty() || filter.field().hasPath()) {
            return null;
        }
        String name = filter.field().column();
        for (int i = 0; i < embeds.size(); i++) {
            if (!embeds.get(i).self.name().equals(name)) {
                continue;
            }
            Boolean present = FilterBinder.asksForPresence(filter);
            if (present != null) {
                return new Predicate.HasEmbedded(i, present);
            }
            if (!columns.has(name)) {
                throw PgrstError.badEmbedFilter(name);
            }
        }
        return null;
    }

    private List<OutputValue> output() {
        List<OutputValue> values = new ArrayList<>();
        if (items.isEmpty() && self == null) {
            addEverything(values);
        }
        for (SelectItem item : items) {
            switch (item) {
                case SelectItem.Everything ignored -> addEverything(values);
                case SelectItem.Field field -> values.add(value(field));
                case SelectItem.Aggregate ignored -> throw PgrstError.aggregatesDisabled();
                case SelectItem.Relation ignored -> {
                    // Embeds are bound on their own.
                }
            }
        }
        return List.copyOf(values);
    }

    private void addEverything(List<OutputValue> values) {
        for (Column column : table.columns()) {
            if (!column.isHidden()) {
                values.add(new OutputValue(column.name(), new Operand(column, List.of(), column.type()), null));
            }
        }
    }

    private OutputValue value(SelectItem.Field field) {
        Operand operand = columns.operand(field.field());
        Type cast = null;
        if (field.cast() != null) {
            cast = Casts.typeNamed(field.cast());
            Casts.check(operand.type(), cast);
        }
        return new OutputValue(field.alias() != null ? field.alias() : defaultKey(field.field()), operand, cast);
    }

    /** The last key of a path names the value; after an index, the key before it does. */
    private static String defaultKey(FieldRef field) {
        for (Step step : field.path().reversed()) {
            if (step.key() != null) {
                return step.key();
            }
        }
        return field.column();
    }

    private List<SortKey> order() {
        List<SortKey> keys = new ArrayList<>(order.size());
        for (OrderTerm term : order) {
            int embed = SortKey.NO_EMBED;
            ColumnLookup lookup = columns;
            if (term.relation() != null) {
                LevelBinder level = embedNamed(term.relation());
                if (level == null) {
                    throw PgrstError.notEmbedded(term.relation());
                }
                if (!level.relationship.isToOne()) {
                    throw PgrstError.orderNotToOne(table.name(), term.relation());
                }
                embed = embeds.indexOf(level);
                lookup = level.columns;
            }
            Operand operand = lookup.operand(term.field());
            if (operand.type().kind() == Kind.JSON) {
                throw Problem.of(
                                404,
                                "42883",
                                "could not identify an ordering operator for type "
                                        + operand.type().sqlName())
                        .withHint("Use an explicit ordering operator or modify the query.");
            }
            keys.add(new SortKey(operand, embed, term.descending(), term.putsNullsFirst()));
        }
        return List.copyOf(keys);
    }
}
