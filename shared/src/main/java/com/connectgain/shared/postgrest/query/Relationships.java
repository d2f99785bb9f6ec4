package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.query.Relationship.Cardinality;
import com.connectgain.shared.postgrest.query.Relationship.Junction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every relationship that follows from the catalog's foreign keys, by the table it starts from. Immutable. */
public final class Relationships {

    private static final String TENANT = "organization_id";
    private static final double CLOSE_CHILD = 0.33;

    private final Map<String, List<Relationship>> byOrigin = new HashMap<>();

    public Relationships(Catalog catalog) {
        for (Table table : catalog.tables()) {
            for (ForeignKey key : catalog.foreignKeysOf(table)) {
                addDirect(key);
            }
        }
        for (Table table : catalog.tables()) {
            addJunctions(table, catalog.foreignKeysOf(table));
        }
    }

    private void add(Relationship relationship) {
        byOrigin.computeIfAbsent(relationship.from().name(), name -> new ArrayList<>())
                .add(relationship);
    }

    private void addDirect(ForeignKey key) {
        boolean unique = isUnique(key.table(), key.columns());
        add(new Relationship(
                unique ? Cardinality.ONE_TO_ONE : Cardinality.MANY_TO_ONE,
                key.constraint(),
                key.table(),
                key.columns(),
                key.target(),
                key.targetColumns(),
                null));
        add(new Relationship(
                unique ? Cardinality.ONE_TO_ONE : Cardinality.ONE_TO_MANY,
                key.constraint(),
                key.target(),
                key.targetColumns(),
                key.table(),
                key.columns(),
                null));
    }

    /** Every constraint holds within the tenant, so the tenant's column says nothing about how many there can be. */
    private static boolean isUnique(Table table, List<String> columns) {
        if (sameWithoutTenant(table.primaryKey(), columns)) {
            return true;
        }
        return table.uniques().stream()
                .anyMatch(unique -> !unique.isPartial() && sameWithoutTenant(unique.columns(), columns));
    }

    private static boolean sameWithoutTenant(List<String> key, List<String> columns) {
        return withoutTenant(key).equals(withoutTenant(columns))
                && !withoutTenant(columns).isEmpty();
    }

    private static Set<String> withoutTenant(List<String> columns) {
        Set<String> bare = new HashSet<>(columns);
        bare.remove(TENANT);
        return bare;
    }

    private void addJunctions(Table table, List<ForeignKey> keys) {
        for (ForeignKey source : keys) {
            for (ForeignKey target : keys) {
                if (source == target || isTenant(source) || isTenant(target) || source.target() == target.target()) {
                    continue;
                }
                boolean keyed = holdsBoth(table.primaryKey(), source, target);
                if (keyed || table.uniques().stream().anyMatch(u -> holdsBoth(u.columns(), source, target))) {
                    add(new Relationship(
                            Cardinality.MANY_TO_MANY,
                            null,
                            source.target(),
                            source.targetColumns(),
                            target.target(),
                            target.targetColumns(),
                            new Junction(
                                    table,
                                    source.constraint(),
                                    source.columns(),
                                    target.constraint(),
                                    target.columns(),
                                    keyed)));
                }
            }
        }
    }

    private static boolean isTenant(ForeignKey key) {
        return key.columns().equals(List.of(TENANT));
    }

    private static boolean holdsBoth(List<String> key, ForeignKey source, ForeignKey target) {
        return key.containsAll(source.columns()) && key.containsAll(target.columns());
    }

    public List<Relationship> from(Table table) {
        return byOrigin.getOrDefault(table.name(), List.of());
    }

    /** The one relationship that an embed names, or PGRST200 or PGRST201. */
    Relationship find(Table origin, String target, String hint) {
        List<Relationship> found = new ArrayList<>();
        for (Relationship candidate : from(origin)) {
            boolean known =
                    origin.access().isInternal() || !candidate.to().access().isInternal();
            if (known && matches(candidate, target, hint)) {
                found.add(candidate);
            }
        }
        if (found.size() > 1) {
            List<Relationship> strong = new ArrayList<>(found);
            strong.removeIf(Relationship::isWeak);
            found = strong.isEmpty() ? found : strong;
        }
        return switch (found.size()) {
            case 0 -> throw PgrstError.noRelationship(origin.name(), target, hint, suggestion(origin, target));
            case 1 -> found.getFirst();
            default -> throw ambiguous(origin, target, found);
        };
    }

    private static boolean matches(Relationship candidate, String target, String hint) {
        boolean named = target.equals(candidate.to().name());
        if (candidate.isSelf()) {
            boolean many = candidate.cardinality() == Cardinality.ONE_TO_MANY;
            if (hint != null) {
                return named && many && isSingle(candidate.toColumns(), hint);
            }
            return named && many
                    || candidate.cardinality() == Cardinality.MANY_TO_ONE && isSingle(candidate.fromColumns(), target);
        }
        boolean direct = candidate.junction() == null;
        if (hint == null) {
            return named
                    || direct && target.equals(candidate.constraint())
                    || direct && isSingle(candidate.fromColumns(), target);
        }
        if (!named) {
            return false;
        }
        return direct
                ? hint.equals(candidate.constraint())
                        || isSingle(candidate.fromColumns(), hint)
                        || isSingle(candidate.toColumns(), hint)
                : hint.equals(candidate.junction().table().name());
    }

    private static boolean isSingle(List<String> columns, String name) {
        return columns.size() == 1 && columns.getFirst().equals(name);
    }

    private String suggestion(Table origin, String target) {
        List<String> reachable = from(origin).stream()
                .map(relationship -> relationship.to().name())
                .distinct()
                .toList();
        if (reachable.contains(target)) {
            return null;
        }
        String close = Similarity.closest(target, reachable, CLOSE_CHILD);
        return close == null ? null : "Perhaps you meant '" + close + "' instead of '" + target + "'.";
    }

    private static Problem ambiguous(Table origin, String target, List<Relationship> found) {
        var details = Json.array();
        found.forEach(one -> details.add(one.description()));
        String choices =
                String.join(", ", found.stream().map(Relationship::choice).toList());
        return PgrstError.ambiguousRelationship(origin.name(), target, details, choices);
    }
}
