package com.connectgain.functions.crm.search;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.KeyPage;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Finds contacts. A term is looked for in the organization's lean search rows, some hundred bytes a contact, in the
 * names of its companies and among its tags, all side by side; what they say is checked on the contacts themselves.
 */
final class ContactSearch {

    private static final int KEYS = 5_000;
    private static final int READS_AT_ONCE = 24;

    /** The people of more companies than this are not looked for: such a term is in everything. */
    private static final int MOST_COMPANIES = 500;

    /** So few contacts are asked for their deals one by one. */
    private static final int FEW = 300;

    private final Store store;
    private final Table contacts;
    private final Table companies;

    ContactSearch(Store store) {
        this.store = store;
        this.contacts = store.table("contacts");
        this.companies = store.table("companies");
    }

    /**
     * @param term absent for all contacts
     * @param tags any of which a contact must have; empty for all contacts
     * @param deals what the contact's deals must be like; absent for all contacts
     */
    record Query(Optional<SearchTerm> term, Set<String> tags, Optional<DealFilter> deals) {

        boolean isFiltered() {
            return !tags.isEmpty() || deals.isPresent();
        }
    }

    /** @param visible which contacts the caller may see */
    Found find(String tenant, Query query, Predicate<Row> visible, Window window) {
        Set<String> employers = new HashSet<>();
        Optional<Set<String>> ids = narrowed(
                query.term().map(term -> candidates(tenant, term, query, employers)),
                Optional.of(query.tags())
                        .filter(tags -> !tags.isEmpty())
                        .map(tags -> tagged(tenant, tags))
                        .filter(Walk::isFeasible));
        boolean few = ids.filter(some -> some.size() <= FEW).isPresent();
        Map<String, DealTally> tallies = few || query.deals().isEmpty() ? Map.of() : DealFilter.tallies(store, tenant);
        if (!few) {
            ids = narrowed(ids, query.deals().flatMap(deals -> deals.contacts(tallies)));
        }
        Predicate<Row> meant = visible.and(row -> isMeant(query, employers, row));
        UnaryOperator<List<Row>> kept = rows -> {
            List<Row> some = rows.stream().filter(meant).toList();
            return query.deals()
                    .map(deals -> few ? deals.among(store, tenant, some) : fitting(deals, tallies, some))
                    .orElse(some);
        };
        Walk walk = new Walk(store, contacts, tenant);
        return ids.map(some -> walk.among(some, window, kept)).orElseGet(() -> walk.overAll(window, kept));
    }

    private static List<Row> fitting(DealFilter deals, Map<String, DealTally> tallies, List<Row> rows) {
        return rows.stream()
                .filter(row -> deals.fits(tallies.getOrDefault(row.id(), DealTally.NONE)))
                .toList();
    }

    private static Optional<Set<String>> narrowed(Optional<Set<String>> some, Optional<Set<String>> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.or(() -> others);
        }
        others.get().retainAll(some.get());
        return others;
    }

    /** Of very many people of a company or tag only the newest are taken, who are answered first. */
    private Set<String> candidates(String tenant, SearchTerm term, Query query, Set<String> employers) {
        List<Supplier<Collection<String>>> sources = List.of(
                () -> ids(store.search(contacts, tenant, term::mayMatch)),
                () -> feasible(query, employees(tenant, term, employers)),
                () -> feasible(query, tagged(tenant, spellings(term))));
        Set<String> ids = new HashSet<>();
        for (Collection<String> some : Parallel.map(sources, sources.size(), Supplier::get)) {
            ids.addAll(some);
        }
        return ids;
    }

    private static Set<String> feasible(Query query, Set<String> newest) {
        if (query.isFiltered() && !Walk.isFeasible(newest)) {
            throw Walk.tooMany();
        }
        return newest;
    }

    private static List<String> ids(List<RowKey> keys) {
        return keys.stream().map(RowKey::sort).toList();
    }

    private Set<String> employees(String tenant, SearchTerm term, Set<String> employers) {
        List<RowKey> keys = store.search(companies, tenant, term::mayMatch).stream()
                .sorted(Comparator.comparing(RowKey::sort).reversed())
                .toList();
        for (int from = 0; from < keys.size() && employers.size() < MOST_COMPANIES; from += MOST_COMPANIES) {
            List<RowKey> piece = keys.subList(from, Math.min(keys.size(), from + MOST_COMPANIES));
            store.findAll(companies, piece).stream()
                    .filter(row -> term.inText(row.text("name")))
                    .map(Row::id)
                    .forEach(employers::add);
        }
        return newest(
                tenant,
                employers.stream()
                        .map(id -> (AccessPath) new AccessPath.Equal("company_id", id))
                        .toList());
    }

    /** A tag is written as it was made: as typed, in one case, or capitalised. */
    private static Set<String> spellings(SearchTerm term) {
        String lower = CaseFolding.lower(term.typed());
        int first = lower.offsetByCodePoints(0, 1);
        String capitalised = lower.substring(0, first).toUpperCase(Locale.ROOT) + lower.substring(first);
        return Set.copyOf(Arrays.asList(term.typed(), lower, lower.toUpperCase(Locale.ROOT), capitalised));
    }

    private Set<String> tagged(String tenant, Set<String> tags) {
        return newest(
                tenant,
                tags.stream()
                        .map(tag -> (AccessPath) new AccessPath.Posted("tags", tag))
                        .toList());
    }

    private Set<String> newest(String tenant, List<AccessPath> paths) {
        Set<String> ids = new HashSet<>();
        Parallel.map(paths, READS_AT_ONCE, path -> newest(tenant, path)).forEach(ids::addAll);
        return ids;
    }

    private List<String> newest(String tenant, AccessPath path) {
        List<String> ids = new ArrayList<>();
        Slice slice = Slice.of(path, KEYS).newestFirst();
        KeyPage page;
        do {
            page = store.readKeys(contacts, tenant, slice);
            ids.addAll(ids(page.keys()));
            slice = slice.startingAfter(page.next());
        } while (!page.isLast() && ids.size() <= Walk.MOST_EXAMINED);
        return ids;
    }

    private static boolean isMeant(Query query, Set<String> employers, Row row) {
        return query.term().map(term -> matches(term, employers, row)).orElse(true)
                && (query.tags().isEmpty() || holdsAny(row.get("tags"), query.tags()));
    }

    private static boolean matches(SearchTerm term, Set<String> employers, Row row) {
        return term.inText(row.find("first_name").orElse("")
                        + ' '
                        + row.find("last_name").orElse(""))
                || term.inNumbers(row.get("phones"))
                || term.inAddresses(row.get("emails"))
                || term.isOneOf(row.get("tags"))
                || term.inValues(row.get("custom_fields"))
                || row.find("company_id").filter(employers::contains).isPresent();
    }

    private static boolean holdsAny(JsonNode tags, Set<String> wanted) {
        for (JsonNode tag : tags) {
            if (wanted.contains(tag.asText())) {
                return true;
            }
        }
        return false;
    }
}
