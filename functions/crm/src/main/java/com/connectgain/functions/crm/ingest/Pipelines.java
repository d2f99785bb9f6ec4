package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.Comparator;
import java.util.List;

/** The pipelines of one organization: few, and read once for all deals of a request. */
final class Pipelines {

    private static final Comparator<Row> DEFAULT_FIRST = Comparator.comparing((Row row) -> !row.is("is_default"))
            .thenComparing(row -> row.text("created_at"))
            .thenComparing(Row::id);

    private final List<Row> all;

    private Pipelines(List<Row> all) {
        this.all = all;
    }

    static Pipelines of(Store store, String tenant) {
        return new Pipelines(store.readAll(store.table("pipelines"), tenant, new AccessPath.Whole()).stream()
                .sorted(DEFAULT_FIRST)
                .toList());
    }

    /** @param wanted null for the default one */
    String resolve(String wanted) {
        if (wanted == null) {
            return all.stream()
                    .findFirst()
                    .orElseThrow(
                            () -> Problem.badRequest("No pipeline found. Create a pipeline first or send pipeline_id"))
                    .id();
        }
        if (all.stream().noneMatch(row -> row.id().equals(wanted))) {
            throw Input.invalid(DealInput.PIPELINE, wanted);
        }
        return wanted;
    }
}
