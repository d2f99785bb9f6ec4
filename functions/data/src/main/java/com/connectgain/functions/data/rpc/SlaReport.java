package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.BusinessHours;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code get_sla_report}: how the issues of a support project stand to its targets, in the hours that count. */
public final class SlaReport implements Procedure {

    private static final String PROJECT = "p_project_id";
    private static final String FROM = "p_from";
    private static final String TO = "p_to";
    private static final String NOBODY = "";
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final Store store;
    private final Clock clock;

    public SlaReport(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(PROJECT);
    }

    @Override
    public Set<String> optional() {
        return Set.of(FROM, TO);
    }

    /** One promise: to answer, or to resolve. */
    private static final class Promise {
        private int kept;
        private int broken;
        private int done;
        private Duration spent = Duration.ZERO;

        private void add(Instant reported, Instant due, Instant met, Instant now, BusinessHours hours) {
            if (met != null) {
                done++;
                spent = spent.plus(hours.between(reported, met));
            }
            if (due != null && (met == null ? now : met).isAfter(due)) {
                broken++;
            } else if (due != null && met != null) {
                kept++;
            }
        }

        private void describe(ObjectNode into, BigDecimal target) {
            BigDecimal average = done == 0
                    ? null
                    : BigDecimal.valueOf(spent.toSeconds() / done).divide(SECONDS_PER_HOUR, 1, RoundingMode.HALF_UP);
            BigDecimal compliance = kept + broken == 0
                    ? ALL
                    : ALL.multiply(BigDecimal.valueOf(kept))
                            .divide(BigDecimal.valueOf(kept + broken), 1, RoundingMode.HALF_UP);
            into.put("average_hours", average)
                    .put("target_hours", target)
                    .put("kept", kept)
                    .put("violated", broken)
                    .put("compliance_percent", compliance);
        }
    }

    private static final class Tally {
        private final Promise response = new Promise();
        private final Promise resolution = new Promise();
        private final Map<String, Integer> statuses = new TreeMap<>();
        private int total;

        private void add(Row issue, Instant now, BusinessHours hours) {
            total++;
            statuses.merge(issue.find("sla_status").orElse("NO_TARGET"), 1, Integer::sum);
            Instant reported = issue.instant("reported_at").orElseThrow();
            response.add(reported, at(issue, "response_due_at"), at(issue, "first_responded_at"), now, hours);
            resolution.add(reported, at(issue, "resolution_due_at"), at(issue, "resolved_at"), now, hours);
        }

        private static Instant at(Row issue, String column) {
            return issue.instant(column).orElse(null);
        }

        private ObjectNode describe(ObjectNode into, Optional<Row> targets) {
            into.put("total", total);
            for (String status : List.of("ON_TRACK", "AT_RISK", "VIOLATED", "MET", "NO_TARGET")) {
                into.put(status.toLowerCase(java.util.Locale.ROOT), statuses.getOrDefault(status, 0));
            }
            response.describe(into.putObject("response"), target(targets, "response_time_hours"));
            resolution.describe(into.putObject("resolution"), target(targets, "resolution_time_hours"));
            return into;
        }

        private static BigDecimal target(Optional<Row> targets, String column) {
            return targets.map(row -> row.get(column).decimalValue()).orElse(null);
        }
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        caller.require(Permission.CAN_ACCESS_PM);
        Instant now = clock.instant();
        Arguments sent = new Arguments(arguments, now);
        String id = sent.id(PROJECT).orElseThrow(() -> Problem.required(PROJECT));
        Instant from = sent.moment(FROM).orElse(Instant.MIN);
        Instant to = sent.moment(TO).orElse(Instant.MAX);
        String tenant = caller.organization();
        Row project =
                store.find("projects", tenant, id).orElseThrow(() -> Problem.notFound("Project not found: " + id));
        ObjectNode key = Json.object().put("project_id", project.id());
        Optional<Row> targets =
                store.findUnique(store.table("project_sla_config"), tenant, "project_sla_config_project_id_key", key);
        ZoneId zone = Zones.of(store, tenant);
        BusinessHours hours = targets.map(row -> BusinessHours.of(row, zone)).orElseGet(BusinessHours::unlimited);
        Tally all = new Tally();
        Map<String, Tally> byAssignee = new TreeMap<>();
        for (Row issue : store.readAll(
                store.table("project_issues"), tenant, new AccessPath.Equal("project_id", project.id()))) {
            Instant reported = issue.instant("reported_at").orElseThrow();
            if (!reported.isBefore(from) && reported.isBefore(to)) {
                all.add(issue, now, hours);
                byAssignee
                        .computeIfAbsent(issue.find("assignee_id").orElse(NOBODY), none -> new Tally())
                        .add(issue, now, hours);
            }
        }
        ObjectNode answer = all.describe(Json.object().put("project_id", project.id()), targets);
        ArrayNode assignees = answer.putArray("by_assignee");
        byAssignee.forEach((assignee, tally) -> tally.describe(
                assignees.addObject().put("assignee_id", assignee.equals(NOBODY) ? null : assignee), targets));
        return answer;
    }
}
