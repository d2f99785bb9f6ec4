package com.connectgain.functions.crm.duplicates;

import com.connectgain.functions.crm.selection.Sent;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A merge as it is asked for. Without a word on which row stays, it is the oldest. */
final class MergeRequest {

    private static final int MOST_ROWS = 50;
    private static final String[] DUPLICATES = {"duplicate_ids", "duplicateIds"};
    private static final Comparator<Row> OLDEST_FIRST =
            Comparator.comparing((Row row) -> row.text("created_at")).thenComparing(Row::id);

    private final Store store;
    private final Subject subject;

    MergeRequest(Store store, Subject subject) {
        this.store = store;
        this.subject = subject;
    }

    boolean isMeant(Sent sent) {
        return sent.has(primary()) || sent.has(all()) || sent.has(DUPLICATES);
    }

    private String[] primary() {
        return subject == Subject.CONTACTS
                ? new String[] {"primary_id", "primaryContactId", "primary_contact_id", "survivor_id"}
                : new String[] {"primary_id", "primaryCompanyId", "primary_company_id", "survivor_id"};
    }

    private String[] all() {
        return subject == Subject.CONTACTS
                ? new String[] {"contactIds", "contact_ids"}
                : new String[] {"companyIds", "company_ids"};
    }

    Merge read(String tenant, Sent sent) {
        Optional<String> primary = sent.id(primary());
        Optional<List<String>> duplicates = sent.ids(MOST_ROWS, DUPLICATES);
        Optional<List<String>> all = sent.ids(MOST_ROWS, all());
        if (duplicates.isEmpty() && all.isEmpty()) {
            throw Problem.required(subject.idsField());
        }
        if (duplicates.isPresent() && primary.isEmpty()) {
            throw Problem.required("primary_id");
        }
        if (duplicates.isPresent() && duplicates.get().contains(primary.get())) {
            throw Problem.badRequest("A " + subject.noun() + " cannot be merged with itself");
        }
        Set<String> rows = new LinkedHashSet<>(all.orElse(List.of()));
        duplicates.ifPresent(rows::addAll);
        String survivor = primary.orElseGet(() -> oldest(tenant, rows));
        rows.remove(survivor);
        if (rows.isEmpty()) {
            throw Problem.badRequest(subject.idsField() + " must name at least two different rows");
        }
        return new Merge(subject, tenant, survivor, List.copyOf(rows), choices(sent, survivor, rows));
    }

    /** A row that is missing is told of later; any order does until then. */
    private String oldest(String tenant, Set<String> rows) {
        Table table = store.table(subject.table());
        return store.findAll(table, tenant, rows).stream()
                .min(OLDEST_FIRST)
                .map(Row::id)
                .orElseGet(() -> rows.iterator().next());
    }

    private Map<String, String> choices(Sent sent, String survivor, Set<String> duplicates) {
        Map<String, String> choices = sent.idsByName("fields");
        Table table = store.table(subject.table());
        choices.forEach((column, row) -> {
            if (!Fold.isChoosable(table, column)) {
                throw Problem.badRequest("Invalid fields: " + Input.shown(column) + " cannot be chosen");
            }
            if (!row.equals(survivor) && !duplicates.contains(row)) {
                throw Problem.badRequest("Invalid fields: " + column + " is chosen from a row that is not merged");
            }
        });
        return choices;
    }
}
