package com.connectgain.shared.catalog;

import com.connectgain.shared.catalog.Column.OnDelete;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One table, immutable. Start a declaration with {@link #named}. */
public final class Table {

    /** The physical DynamoDB table that keeps the rows. */
    public enum Placement {
        CORE,
        MESSAGES,
        LOGS
    }

    /** What separates the rows of one tenant from another's. */
    public enum Scope {
        /** {@code organization_id}, forced from the credential. */
        ORGANIZATION,
        /** The row is an organization: its {@code id} is the tenant. */
        SELF,
        /** No tenant: users, their sessions; reached by the server only, or by foreign catalogs in local mode. */
        GLOBAL
    }

    /**
     * A unique constraint; with a condition, a partial one. Rows with a null in it are not constrained.
     *
     * @param everywhere across all tenants, for values that find their tenant: key hashes, tokens, provider identities
     */
    public record Unique(String name, List<String> columns, Predicate<ObjectNode> when, boolean everywhere) {

        private static final Predicate<ObjectNode> ALWAYS = row -> true;

        public boolean isPartial() {
            return when != ALWAYS;
        }
    }

    /** A foreign key as this table declares it; the catalog binds it to its target. */
    public record Reference(
            String constraint, List<String> columns, String table, List<String> targetColumns, OnDelete onDelete) {}

    /** The sparse index of work that becomes due: rows that satisfy {@code when}, by the time in {@code column}. */
    public record Due(String column, Predicate<ObjectNode> when) {}

    /** A condition that every row satisfies, as a CHECK constraint; the name is what the error prints. */
    public record Check(String name, Predicate<ObjectNode> holds) {}

    /** How many columns of one table may have an equality path of their own. */
    public static final int EQUALITY_PATHS = 6;

    private final String name;
    private final String doc;
    private final Scope scope;
    private final Placement placement;
    private final boolean foreign;
    private final Access access;
    private final Map<String, Column> columns;
    private final List<String> primaryKey;
    private final List<Unique> uniques;
    private final List<Check> checks;
    private final List<Reference> references;
    private final List<String> equalityColumns;
    private final String partition;
    private final String activity;
    private final Due due;
    private final Duration retention;
    private final String expiry;
    private final Function<ObjectNode, Set<String>> heard;

    private Table(Builder builder) {
        name = builder.name;
        doc = builder.doc;
        scope = builder.scope;
        placement = builder.placement;
        foreign = builder.foreign;
        access = builder.access;
        columns = new LinkedHashMap<>(builder.columns);
        primaryKey = List.copyOf(builder.primaryKey);
        uniques = List.copyOf(builder.uniques);
        checks = List.copyOf(builder.checks);
        partition = builder.partition;
        activity = builder.activity;
        due = builder.due;
        retention = builder.retention;
        expiry = builder.expiry;
        heard = builder.heard;
        List<Reference> keys = new ArrayList<>();
        for (Column column : columns.values()) {
            column.reference(name).ifPresent(keys::add);
        }
        keys.addAll(builder.references);
        references = List.copyOf(keys);
        List<String> equal = new ArrayList<>();
        if (partition != null) {
            equal.add("id");
        }
        for (Column column : columns.values()) {
            if (column.isIndexed() && !column.name().equals(partition)) {
                equal.add(column.name());
            }
        }
        if (equal.size() > EQUALITY_PATHS) {
            throw new IllegalStateException(
                    name + " declares " + equal.size() + " equality paths, more than " + EQUALITY_PATHS + ": " + equal);
        }
        equalityColumns = List.copyOf(equal);
    }

    /** A declaration with the columns every table of the product has: id, organization_id, created_at, updated_at. */
    public static Builder named(String name) {
        return new Builder(name).standard();
    }

    /** A declaration without any column, for tables of a foreign catalog. */
    public static Builder bare(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public String doc() {
        return doc;
    }

    public Scope scope() {
        return scope;
    }

    public Placement placement() {
        return placement;
    }

    public Access access() {
        return access;
    }

    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    public Optional<Column> column(String columnName) {
        return Optional.ofNullable(columns.get(columnName));
    }

    public Set<String> columnNames() {
        return columns.keySet();
    }

    public List<String> primaryKey() {
        return primaryKey;
    }

    public List<Unique> uniques() {
        return uniques;
    }

    public List<Check> checks() {
        return checks;
    }

    public List<Reference> references() {
        return references;
    }

    /** The columns whose equality has an access path of its own; the position is the number of the index. */
    public List<String> equalityColumns() {
        return equalityColumns;
    }

    /** The column that rows are kept together by, next to the tenant: messages by conversation. */
    public Optional<String> partition() {
        return Optional.ofNullable(partition);
    }

    /** The timestamp, other than created_at, that lists are ordered by. */
    public Optional<String> activity() {
        return Optional.ofNullable(activity);
    }

    public Optional<Due> due() {
        return Optional.ofNullable(due);
    }

    /** How long rows are kept after their creation. */
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    /** The timestamp column after which the row is gone. */
    public Optional<String> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** The names of the events that this row waits for, as the row writes them. */
    public Set<String> heardBy(ObjectNode row) {
        return heard.apply(row);
    }

    /** Of a catalog that is not the product's: no column of it means anything to us, whatever it is called. */
    public boolean isForeign() {
        return foreign;
    }

    /** Whether rows are kept in the order of their {@code created_at}. */
    public boolean hasTimeline() {
        return !foreign && columns.containsKey("created_at");
    }

    @Override
    public String toString() {
        return name;
    }

    public static final class Builder {

        private final String name;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final List<Unique> uniques = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();
        private String doc = "";
        private Scope scope = Scope.ORGANIZATION;
        private Placement placement = Placement.CORE;
        private boolean foreign;
        private Access access = Access.users();
        private List<String> primaryKey = List.of();
        private String partition;
        private String activity;
        private Due due;
        private Duration retention;
        private String expiry;
        private Function<ObjectNode, Set<String>> heard = row -> Set.of();

        private Builder(String name) {
            this.name = name;
        }

        private Builder standard() {
            return columns(
                            Column.uuid("id").required().defaultNewId(),
                            Column.uuid("organization_id")
                                    .required()
                                    .references("organizations")
                                    .onDelete(Column.OnDelete.CASCADE)
                                    .unindexed(),
                            Column.timestamp("created_at").required().defaultNow(),
                            Column.timestamp("updated_at").required().defaultNow())
                    .primaryKey("id");
        }

        public Builder doc(String text) {
            doc = text;
            return this;
        }

        public Builder columns(Column... added) {
            for (Column column : added) {
                if (columns.put(column.name(), column) != null) {
                    throw new IllegalStateException(name + "." + column.name() + " is declared twice");
                }
            }
            return this;
        }

        public Builder primaryKey(String... names) {
            primaryKey = List.of(names);
            return this;
        }

        /** The constraint is named {@code <table>_<columns>_key}; organization_id is always part of what it spans. */
        public Builder unique(String... names) {
            return unique(name + "_" + String.join("_", names) + "_key", Unique.ALWAYS, names);
        }

        public Builder unique(String constraint, Predicate<ObjectNode> when, String... names) {
            uniques.add(new Unique(constraint, List.of(names), when, false));
            return this;
        }

        /** Unique across all tenants; the value alone finds the row. */
        public Builder uniqueEverywhere(String... names) {
            return uniqueEverywhere(name + "_" + String.join("_", names) + "_key", Unique.ALWAYS, names);
        }

        public Builder uniqueEverywhere(String constraint, Predicate<ObjectNode> when, String... names) {
            uniques.add(new Unique(constraint, List.of(names), when, true));
            return this;
        }

        /** A foreign key of several columns, or one whose name is not the usual. */
        public Builder foreignKey(
                String constraint, List<String> from, String table, List<String> to, OnDelete onDelete) {
            references.add(new Reference(constraint, List.copyOf(from), table, List.copyOf(to), onDelete));
            return this;
        }

        /** A constraint with a name of its own. */
        public Builder uniqueNamed(String constraint, List<String> names) {
            uniques.add(new Unique(constraint, List.copyOf(names), Unique.ALWAYS, false));
            return this;
        }

        public Builder access(Access rules) {
            access = rules;
            return this;
        }

        public Builder check(String constraint, Predicate<ObjectNode> holds) {
            checks.add(new Check(constraint, holds));
            return this;
        }

        public Builder placed(Placement where) {
            placement = where;
            return this;
        }

        public Builder partitionedBy(String column) {
            partition = column;
            return this;
        }

        public Builder activity(String column) {
            activity = column;
            return this;
        }

        public Builder due(String column, Predicate<ObjectNode> when) {
            due = new Due(column, when);
            return this;
        }

        public Builder keptFor(Duration time) {
            retention = time;
            return this;
        }

        public Builder expiresAt(String column) {
            expiry = column;
            return this;
        }

        /** Rows wait for events: what they hear is kept where one read finds it for all rows of a tenant. */
        public Builder hears(Function<ObjectNode, Set<String>> events) {
            heard = events;
            return this;
        }

        /** The row is an organization. */
        public Builder isTenant() {
            scope = Scope.SELF;
            columns.remove("organization_id");
            return this;
        }

        /** No organization: see {@link Scope#GLOBAL}. */
        public Builder global() {
            scope = Scope.GLOBAL;
            columns.remove("organization_id");
            return this;
        }

        /** A table of a foreign catalog: no tenant, and for the service role alone. */
        public Builder foreign() {
            foreign = true;
            scope = Scope.GLOBAL;
            access = Access.serviceOnly();
            return this;
        }

        public Table build() {
            return new Table(this);
        }
    }
}
