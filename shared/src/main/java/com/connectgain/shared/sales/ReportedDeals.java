package com.connectgain.shared.sales;

import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whom the deals of a report are with: contacts and companies, each read once. */
public final class ReportedDeals {

    private final Map<String, Row> contacts;
    private final Map<String, Row> companies;

    private ReportedDeals(Map<String, Row> contacts, Map<String, Row> companies) {
        this.contacts = contacts;
        this.companies = companies;
    }

    static ReportedDeals of(Store store, String organization, CappedReading budget, Collection<Row> deals) {
        Map<String, Row> contacts = read(store, organization, budget, "contacts", ids(deals, "contact_id"));
        List<String> companyIds = deals.stream()
                .map(deal -> company(deal, contacts))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return new ReportedDeals(contacts, read(store, organization, budget, "companies", companyIds));
    }

    private static List<String> ids(Collection<Row> deals, String column) {
        return deals.stream()
                .map(deal -> deal.text(column))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Map<String, Row> read(
            Store store, String organization, CappedReading budget, String table, List<String> ids) {
        budget.spend(table, ids.size());
        Map<String, Row> rows = new HashMap<>();
        store.findAll(store.table(table), organization, ids).forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** The deal's company, else the one its contact works for. */
    private static Optional<String> company(Row deal, Map<String, Row> contacts) {
        return deal.find("company_id")
                .or(() -> Optional.ofNullable(contacts.get(deal.text("contact_id")))
                        .flatMap(contact -> contact.find("company_id")));
    }

    public Optional<Row> contact(Row deal) {
        return Optional.ofNullable(contacts.get(deal.text("contact_id")));
    }

    public Optional<Row> company(Row deal) {
        return company(deal, contacts).map(companies::get);
    }
}
