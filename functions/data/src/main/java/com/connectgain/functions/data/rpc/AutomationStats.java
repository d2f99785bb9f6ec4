package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code get_automation_stats}: how often automation rules ran, and how often that went well; all of them, or one. */
public final class AutomationStats implements Procedure {

    private static final String RULE = "p_rule_id";
    private static final String RULES = "automation_rules";
    private static final int PERCENT = 100;

    private final Store store;
    private final Clock clock;

    public AutomationStats(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return Set.of(RULE);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        Configurators.require(caller, "get_automation_stats");
        List<Row> rules = new Arguments(arguments, clock.instant())
                .id(RULE)
                .map(id -> List.of(store.find(RULES, caller.organization(), id)
                        .orElseThrow(() -> Problem.notFound("Automation rule not found"))))
                .orElseGet(() -> store.readAll(store.table(RULES), caller.organization(), new AccessPath.Whole()));
        ObjectNode answer = figures(rules);
        ArrayNode each = answer.putArray("rules");
        for (Row rule : rules) {
            ObjectNode own = Json.object()
                    .put("rule_id", rule.id())
                    .put("name", rule.text("name"))
                    .put("trigger_type", rule.text("trigger_type"))
                    .put("is_active", rule.is("is_active"));
            each.add(own.setAll(figures(List.of(rule))));
        }
        return answer;
    }

    private static ObjectNode figures(List<Row> rules) {
        long total = sum(rules, "execution_count");
        long successful = sum(rules, "success_count");
        BigDecimal rate = total == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(PERCENT * successful).divide(BigDecimal.valueOf(total), 1, RoundingMode.HALF_UP);
        Optional<Row> latest = rules.stream()
                .filter(rule -> rule.find("last_executed_at").isPresent())
                .max(Comparator.comparing(
                        rule -> rule.instant("last_executed_at").orElseThrow()));
        return Json.object()
                .put("total", total)
                .put("successful", successful)
                .put("failed", sum(rules, "failure_count"))
                .put("success_rate", rate)
                .put(
                        "last_executed_at",
                        latest.map(rule -> rule.text("last_executed_at")).orElse(null));
    }

    private static long sum(List<Row> rules, String column) {
        return rules.stream().mapToLong(rule -> rule.get(column).asLong()).sum();
    }
}
