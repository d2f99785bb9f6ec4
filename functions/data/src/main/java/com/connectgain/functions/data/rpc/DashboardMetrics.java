package com.connectgain.functions.data.rpc;

import com.connectgain.functions.data.analytics.Dashboard;
import com.connectgain.shared.auth.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;

/** {@code get_dashboard_metrics}: every predefined figure of the dashboard for a range of days. */
public final class DashboardMetrics implements Procedure {

    private final Dashboard dashboard;
    private final Clock clock;

    public DashboardMetrics(Dashboard dashboard, Clock clock) {
        this.dashboard = dashboard;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return Set.of("range", "start_date", "end_date");
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode sent) {
        caller.organization();
        String range = new Arguments(sent, clock.instant())
                .text("range")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElse(sent.hasNonNull("start_date") ? "custom" : "today");
        return dashboard.answer(caller, range, sent);
    }
}
