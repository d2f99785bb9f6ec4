package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of the organization that the rows of one request name: read together, before any of them is written. */
final class Mentioned {

    private static final Map<String, String> TABLES =
            Map.of("company_id", "companies", "assignee_id", "profiles", "owner_id", "profiles");

    private final Map<String, Set<String>> present = new HashMap<>();
    private final Map<String, String> companies = new HashMap<>();

    private Mentioned() {}

    /**
     * @param rows columns of contacts and deals
     * @param companyNames companies that are named, not referred to
     */
    static Mentioned in(Store store, String tenant, Collection<ObjectNode> rows, Collection<String> companyNames) {
        Mentioned mentioned = new Mentioned();
        Map<String, Set<String>> wanted = new HashMap<>();
        for (ObjectNode row : rows) {
            TABLES.forEach((column, table) -> {
                if (row.hasNonNull(column)) {
                    wanted.computeIfAbsent(table, unseen -> new HashSet<>())
                            .add(row.path(column).textValue());
                }
            });
        }
        wanted.forEach((table, ids) -> mentioned.present.put(
                table,
                store.findAll(store.table(table), tenant, ids).stream()
                        .map(Row::id)
                        .collect(Collectors.toSet())));
        mentioned.findCompanies(store, tenant, companyNames);
        return mentioned;
    }

    private void findCompanies(Store store, String tenant, Collection<String> names) {
        Set<String> folded = names.stream().map(CaseFolding::lower).collect(Collectors.toSet());
        if (folded.isEmpty()) {
            return;
        }
        Table table = store.table("companies");
        List<RowKey> keys = store.search(table, tenant, text -> folded.stream().anyMatch(text::contains));
        store.findAll(table, keys).stream()
                .sorted(Comparator.comparing((Row row) -> row.text("created_at"))
                        .thenComparing(Row::id))
                .forEach(row -> companies.putIfAbsent(CaseFolding.lower(row.text("name")), row.id()));
    }

    /** The company of that name, in any case; of several, the oldest. */
    Optional<String> companyNamed(String name) {
        return Optional.ofNullable(companies.get(CaseFolding.lower(name)));
    }

    /** Refuses a row that refers to what the organization does not have. */
    void requireAll(ObjectNode row) {
        TABLES.forEach((column, table) -> {
            String id = row.path(column).textValue();
            if (id != null && !present.getOrDefault(table, Set.of()).contains(id)) {
                throw Input.invalid(column, id);
            }
        });
    }
}
