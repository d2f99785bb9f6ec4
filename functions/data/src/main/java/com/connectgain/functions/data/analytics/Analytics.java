package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;

/** The reports by name. */
public final class Analytics {

    private final Store store;
    private final Clock clock;

    public Analytics(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public ObjectNode answer(Request request, Caller caller) {
        return report(request.pathParameter("report").orElse(""), request, caller);
    }

    /** @param request whose parameters narrow the report down */
    public ObjectNode report(String name, Request request, Caller caller) {
        String organization = caller.organization();
        requireOwn(request, caller);
        Instant now = clock.instant();
        Period period = Period.of(request, Zones.of(store, organization), now);
        Ledger ledger = new Ledger(store, organization);
        return switch (name) {
            case "metrics" -> Json.object().set("metrics", metrics(request, ledger, period, now));
            case "inbox" -> {
                caller.require(Permission.CAN_READ_MESSAGES);
                yield Json.object().set("inbox_metrics", InboxReport.of(ledger, period, now));
            }
            case "deals" -> {
                caller.require(Permission.CAN_ACCESS_CRM);
                yield Json.object().set("deals_metrics", DealsReport.of(ledger, period));
            }
            case "contacts" -> {
                caller.require(Permission.CAN_ACCESS_CRM);
                yield Json.object().set("contacts_metrics", ContactsReport.of(ledger, period));
            }
            case "performance" -> Json.object().set("performance_metrics", PerformanceReport.of(ledger, period));
            default ->
                throw Problem.notFound("Could not find resource")
                        .withHint("metrics, inbox, deals, contacts or performance");
        };
    }

    private static ObjectNode metrics(Request request, Ledger ledger, Period period, Instant now) {
        String type = request.parameter("metric_type")
                .filter(value -> !value.isBlank())
                .orElse(null);
        return new MetricsReport(ledger, period, now).of(type);
    }

    /** Refuses a request that names another organization than the caller's. */
    static void requireOwn(Request request, Caller caller) {
        boolean foreign = request.parameter("organization_id")
                .map(asked -> asked.startsWith("eq.") ? asked.substring(3) : asked)
                .filter(asked -> !asked.isBlank() && !asked.equals(caller.organization()))
                .isPresent();
        if (foreign) {
            throw Problem.of(403, "42501", "permission denied for this organization");
        }
    }

    static Desk desk(Store store, Caller caller, Instant now) {
        return new Desk(store, caller, Zones.of(store, caller.organization()), now);
    }
}
