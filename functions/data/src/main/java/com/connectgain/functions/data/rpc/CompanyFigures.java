package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** {@code get_company_figures}: what a list of companies shows beside each: its contacts, deals and revenue. */
public final class CompanyFigures extends RowFigures {

    public CompanyFigures(Store store, Clock clock) {
        super(store, clock, "companies", "p_company_ids");
    }

    @Override
    Function<Row, ObjectNode> figures(Caller caller) {
        return company -> figures(caller.organization(), company);
    }

    private ObjectNode figures(String tenant, Row company) {
        AccessPath.Equal path = new AccessPath.Equal("company_id", company.id());
        List<Row> deals = store.readAll(store.table("deals"), tenant, path);
        return Json.object()
                .put("company_id", company.id())
                .put("contact_count", store.count(store.table("contacts"), tenant, path))
                .put("deal_count", deals.size())
                .put("open_deals_value", value(deals, "OPEN"))
                .put("won_deals_value", value(deals, "WON"));
    }

    private static BigDecimal value(List<Row> deals, String status) {
        return deals.stream()
                .filter(deal -> status.equals(deal.text("status")))
                .map(deal -> deal.get("value").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
