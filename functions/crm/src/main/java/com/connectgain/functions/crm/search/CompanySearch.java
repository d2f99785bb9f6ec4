package com.connectgain.functions.crm.search;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.KeyPage;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Finds companies: by the organization's lean search rows, or by country. */
final class CompanySearch {

    static final String NO_COUNTRY = "__no_country__";

    private static final int KEYS = 5_000;
    private static final List<String> TEXTS =
            List.of("name", "domain", "website", "email", "city", "industry", "country", "description");

    private final Store store;
    private final Table companies;

    CompanySearch(Store store) {
        this.store = store;
        this.companies = store.table("companies");
    }

    /** @param country exactly, or {@link #NO_COUNTRY}; absent for all */
    record Query(Optional<SearchTerm> term, Optional<String> country) {}

    Found find(String tenant, Query query, Predicate<Row> visible, Window window) {
        Predicate<Row> meant = visible.and(row -> isMeant(query, row));
        UnaryOperator<List<Row>> kept = rows -> rows.stream().filter(meant).toList();
        Walk walk = new Walk(store, companies, tenant);
        return candidates(tenant, query)
                .map(ids -> walk.among(ids, window, kept))
                .orElseGet(() -> walk.overAll(window, kept));
    }

    private Optional<List<String>> candidates(String tenant, Query query) {
        if (query.term().isPresent()) {
            return query.term().map(term -> ids(store.search(companies, tenant, term::mayMatch)));
        }
        return query.country().filter(country -> !country.equals(NO_COUNTRY)).map(country -> of(tenant, country));
    }

    private static List<String> ids(List<RowKey> keys) {
        return keys.stream().map(RowKey::sort).toList();
    }

    private List<String> of(String tenant, String country) {
        List<String> ids = new ArrayList<>();
        Slice slice = Slice.of(new AccessPath.Equal("country", country), KEYS).newestFirst();
        KeyPage page;
        do {
            page = store.readKeys(companies, tenant, slice);
            ids.addAll(ids(page.keys()));
            slice = slice.startingAfter(page.next());
        } while (!page.isLast() && ids.size() <= Walk.MOST_EXAMINED);
        return ids;
    }

    private static boolean isMeant(Query query, Row row) {
        return query.term().map(term -> matches(term, row)).orElse(true)
                && query.country().map(country -> isIn(country, row)).orElse(true);
    }

    private static boolean matches(SearchTerm term, Row row) {
        return TEXTS.stream().anyMatch(column -> term.inText(row.text(column)))
                || term.inNumbers(row.get("phones"))
                || term.inAddresses(row.get("emails"));
    }

    private static boolean isIn(String country, Row row) {
        return country.equals(NO_COUNTRY)
                ? row.find("country").filter(text -> !text.isBlank()).isEmpty()
                : row.find("country").filter(country::equals).isPresent();
    }
}
