package com.connectgain.functions.events.automations;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.pace.Race;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.Tally;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often a rule ran and what came of it. A run counts in the transaction that ends it, in one of a few places, so
 * that runs of a busy rule do not wait for each other. What was counted is then moved to the rule's row, by whoever
 * comes first for all the others.
 */
final class RuleStatistics {

    private static final int PLACES = 4;
    private static final int ATTEMPTS = 10;

    /** What is not moved at once is by the rule's next run. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final String SUCCESSES = "success";
    private static final String FAILURES = "failure";

    private final Kernel kernel;

    RuleStatistics(Kernel kernel) {
        this.kernel = kernel;
    }

    Tally of(Row execution, boolean succeeded) {
        int place = Math.floorMod(execution.id().hashCode(), PLACES);
        return Tally.of(key(execution.text("rule_id"), place), succeeded ? SUCCESSES : FAILURES, expires());
    }

    private static String key(String rule, int place) {
        return "rule-runs#" + rule + "#" + place;
    }

    private Instant expires() {
        return kernel.clock().instant().plus(KEPT);
    }

    /** Who loses the race for the row looks again: the winner may have moved his count as well. */
    void show(String organization, String id) {
        Store store = kernel.store();
        List<String> places =
                IntStream.range(0, PLACES).mapToObj(place -> key(id, place)).toList();
        Race race = new Race();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, Map<String, Long>> counted = store.operations().tallies(places);
            Row rule = counted.isEmpty()
                    ? null
                    : store.find("automation_rules", organization, id).orElse(null);
            if (rule == null
                    || store.writeCounting(List.of(moved(rule, counted)), taken(counted))
                            .isWritten()) {
                return;
            }
            race.lost();
        }
    }

    private Change moved(Row rule, Map<String, Map<String, Long>> counted) {
        long successes = sum(counted, SUCCESSES);
        long failures = sum(counted, FAILURES);
        ObjectNode changes = Json.object()
                .put("execution_count", rule.get("execution_count").asLong() + successes + failures)
                .put("success_count", rule.get("success_count").asLong() + successes)
                .put("failure_count", rule.get("failure_count").asLong() + failures)
                .put("last_executed_at", DateTimes.print(kernel.clock().instant()));
        return new Change.Update(rule, rule.changed(changes));
    }

    private static long sum(Map<String, Map<String, Long>> counted, String what) {
        return counted.values().stream()
                .mapToLong(counts -> counts.getOrDefault(what, 0L))
                .sum();
    }

    private List<Tally> taken(Map<String, Map<String, Long>> counted) {
        List<Tally> taken = new ArrayList<>();
        counted.forEach((key, counts) -> {
            Map<String, Long> amounts = new HashMap<>();
            counts.forEach((what, count) -> amounts.put(what, -count));
            taken.add(new Tally(key, amounts, expires()));
        });
        return taken;
    }
}
