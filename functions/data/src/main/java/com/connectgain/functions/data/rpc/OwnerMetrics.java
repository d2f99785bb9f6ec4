package com.connectgain.functions.data.rpc;

import com.connectgain.functions.data.analytics.Ratio;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sales.PipelineDeals;
import com.connectgain.shared.sales.PipelineDeals.Owners;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code get_deal_owner_metrics}: how long deals stay with their owners, how often they change hands, who has how many
 * now, and which stay too long. Of one deal, of one pipeline, or of all.
 */
public final class OwnerMetrics implements Procedure {

    private static final int STUCK_AFTER_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final Store store;
    private final Clock clock;

    public OwnerMetrics(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return Set.of("deal_id", "pipeline_id", "stuck_days");
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode sent) {
        Arguments arguments = new Arguments(sent, clock.instant());
        String deal = arguments.id("deal_id").orElse(null);
        String pipeline = arguments.id("pipeline_id").orElse(null);
        int stuckDays = arguments.number("stuck_days", 1, MOST_DAYS).orElse(STUCK_AFTER_DAYS);
        caller.require(Permission.CAN_ACCESS_CRM);
        String organization = caller.organization();
        CappedReading reading = new CappedReading(store, organization, "Ask for one pipeline_id.");
        Map<String, Row> deals = new LinkedHashMap<>();
        deals(organization, reading, deal, pipeline).forEach(row -> deals.put(row.id(), row));
        List<Ownership> ownerships = (deal == null
                        ? reading.all("deal_owner_history")
                        : reading.rows("deal_owner_history", new AccessPath.Equal("deal_id", deal)))
                .stream()
                        .filter(row -> deals.containsKey(row.text("deal_id")))
                        .sorted(Comparator.comparing((Row row) -> row.text("changed_at"))
                                .thenComparing(Row::id))
                        .map(row -> Ownership.of(row, deals.get(row.text("deal_id")), clock.instant()))
                        .toList();
        ObjectNode answer = answer(organization, ownerships, deals, Duration.ofDays(stuckDays));
        if (deal != null) {
            ArrayNode history = answer.putArray("history");
            ownerships.forEach(ownership -> history.add(ownership.json()));
        }
        return answer;
    }

    private List<Row> deals(String organization, CappedReading reading, String deal, String pipeline) {
        if (deal != null) {
            return List.of(
                    store.find("deals", organization, deal).orElseThrow(() -> Problem.notFound("Deal not found")));
        }
        if (pipeline != null) {
            PipelineDeals.pipeline(store, organization, pipeline);
        }
        return PipelineDeals.read(reading, pipeline, new Owners.All());
    }

    private ObjectNode answer(
            String organization, List<Ownership> ownerships, Map<String, Row> deals, Duration stuckAfter) {
        List<Ownership> owned = ownerships.stream()
                .filter(ownership -> ownership.owner() != null)
                .toList();
        long changes = ownerships.stream().filter(Ownership::isChange).count();
        long dealsWithHistory =
                ownerships.stream().map(Ownership::deal).map(Row::id).distinct().count();
        ObjectNode answer = Json.object()
                .put("deals", dealsWithHistory)
                .put("average_days", averageDays(owned))
                .put("ownership_changes", changes)
                .put(
                        "changes_per_deal",
                        dealsWithHistory == 0
                                ? BigDecimal.ZERO
                                : BigDecimal.valueOf(changes)
                                        .divide(BigDecimal.valueOf(dealsWithHistory), 2, RoundingMode.HALF_UP));
        long open = deals.values().stream()
                .filter(OwnerMetrics::isOpen)
                .filter(deal -> deal.find("owner_id").isPresent())
                .count();
        Map<String, OwnerShare> owners = new LinkedHashMap<>();
        owned.forEach(ownership ->
                owners.computeIfAbsent(ownership.owner(), OwnerShare::new).add(ownership));
        deals.values().stream()
                .filter(OwnerMetrics::isOpen)
                .forEach(deal -> deal.find("owner_id")
                        .ifPresent(owner ->
                                owners.computeIfAbsent(owner, OwnerShare::new).holds(deal)));
        Map<String, String> names = names(organization, owners.keySet());
        ArrayNode shares = answer.putArray("owners");
        owners.values().forEach(share -> shares.add(share.json(names.get(share.owner()), open)));
        ArrayNode stuck = answer.putArray("stuck_deals");
        owned.stream()
                .filter(ownership -> ownership.isCurrent() && isOpen(ownership.deal()))
                .filter(ownership -> ownership.time().compareTo(stuckAfter) > 0)
                .forEach(ownership -> stuck.addObject()
                        .put("deal_id", ownership.deal().id())
                        .put("title", ownership.deal().text("title"))
                        .put("owner_id", ownership.owner())
                        .put("days", ownership.days()));
        return answer;
    }

    private static boolean isOpen(Row deal) {
        return "OPEN".equals(deal.text("status"));
    }

    /** Null when nobody owned anything. */
    static BigDecimal averageDays(List<Ownership> ownerships) {
        if (ownerships.isEmpty()) {
            return null;
        }
        long seconds = ownerships.stream()
                .mapToLong(ownership -> ownership.time().toSeconds())
                .sum();
        return Ownership.days(Duration.ofSeconds(seconds), ownerships.size());
    }

    private Map<String, String> names(String organization, Set<String> owners) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Row profile : store.findAll(store.table("profiles"), organization, owners)) {
            String name = profile.find("first_name").orElse("") + " "
                    + profile.find("last_name").orElse("");
            names.put(profile.id(), name.strip());
        }
        return names;
    }

    /** What one member has and had. */
    private static final class OwnerShare {

        private final String owner;
        private final List<Ownership> ownerships = new java.util.ArrayList<>();
        private long open;
        private BigDecimal openValue = BigDecimal.ZERO;

        private OwnerShare(String owner) {
            this.owner = owner;
        }

        private String owner() {
            return owner;
        }

        private void add(Ownership ownership) {
            ownerships.add(ownership);
        }

        private void holds(Row deal) {
            open++;
            openValue = openValue.add(deal.get("value").decimalValue());
        }

        private ObjectNode json(String name, long allOpen) {
            return Json.object()
                    .put("owner_id", owner)
                    .put("name", name)
                    .put("ownerships", ownerships.size())
                    .put("average_days", averageDays(ownerships))
                    .put("open_deals", open)
                    .put("open_value", openValue)
                    .put("share_of_open_deals", Ratio.percent(open, allOpen, BigDecimal.ZERO));
        }
    }
}
