package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** {@code get_company_figures}: what a list of companies shows beside each: its contacts, deals and revenue. */
public final class CompanyFigures implements Procedure {

    private static final String IDS = "p_company_ids";

    /** Two pages of the list. */
    private static final int MOST = 100;

    private static final int READS_AT_ONCE = 16;

    private final Store store;
    private final Clock clock;

    public CompanyFigures(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(IDS);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        caller.require(Permission.CAN_ACCESS_CRM);
        List<String> ids = new Arguments(arguments, clock.instant()).ids(IDS, MOST);
        String tenant = caller.organization();
        List<Row> companies = store.findAll(store.table("companies"), tenant, ids);
        return Json.array().addAll(Parallel.map(companies, READS_AT_ONCE, company -> figures(tenant, company.id())));
    }

    private ObjectNode figures(String tenant, String company) {
        AccessPath.Equal path = new AccessPath.Equal("company_id", company);
        List<Row> deals = store.readAll(store.table("deals"), tenant, path);
        return Json.object()
                .put("company_id", company)
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
