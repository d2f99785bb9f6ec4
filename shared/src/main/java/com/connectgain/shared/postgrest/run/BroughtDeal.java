package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.write.Payload;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A new contact or company may bring its first deal: {@code "deal": {"title": ...}} beside its columns. The two are
 * written together or not at all.
 *
 * @param host what was sent without the deal
 * @param deal as it was sent; null for none
 */
record BroughtDeal(Payload host, ObjectNode deal) {

    static final String TABLE = "deals";

    private static final String KEY = "deal";
    private static final String COMPANY = "company_id";

    /** By the tables that may bring a deal, its column that refers to them. */
    private static final Map<String, String> LINKS = Map.of("contacts", "contact_id", "companies", COMPANY);

    static BroughtDeal in(Table table, Payload sent) {
        if (table.isForeign()
                || !LINKS.containsKey(table.name())
                || !sent.columns().contains(KEY)) {
            return new BroughtDeal(sent, null);
        }
        if (sent.rows().size() != 1) {
            throw Problem.badRequest("deal goes with one row at a time");
        }
        ObjectNode row = sent.rows().getFirst().deepCopy();
        JsonNode deal = row.remove(KEY);
        if (deal != null && !deal.isNull() && !deal.isObject()) {
            throw Problem.badRequest("deal must be an object");
        }
        Set<String> columns = new TreeSet<>(sent.columns());
        columns.remove(KEY);
        return new BroughtDeal(new Payload(List.of(row), columns), deal instanceof ObjectNode object ? object : null);
    }

    /** @param row the new row that brings the deal */
    Payload of(Table table, ObjectNode row) {
        ObjectNode linked = deal.deepCopy();
        if (!linked.hasNonNull(COMPANY) && row.hasNonNull(COMPANY)) {
            linked.set(COMPANY, row.path(COMPANY));
        }
        linked.set(LINKS.get(table.name()), row.path("id"));
        return Payload.of(linked, null);
    }
}
