package com.connectgain.shared.assignment;

import com.connectgain.shared.assignment.Decision.Considered;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Chooses members. Turns are counted in one atomic counter per rotation, so that assignments at the same time go to
 * different members, and each member gets as many as the others.
 */
public final class Assignment {

    private static final String NEVER = "PROJECT_MANAGER";

    private final Store store;
    private final Clock clock;

    public Assignment(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Decision choose(String tenant, Wanted wanted) {
        Instant now = clock.instant();
        Slots slots = Slots.of(all(tenant, "availability_slots"));
        List<Row> members = members(tenant);
        boolean anyOnline = members.stream()
                .anyMatch(member -> member.is("is_online") && refusal(member, wanted, slots, now) == null);
        boolean online = wanted.onlineOnly() || anyOnline && wanted.strategy() != Strategy.AVAILABILITY;
        Map<String, Long> loads =
                wanted.strategy() == Strategy.WORKLOAD ? Loads.of(store, tenant, wanted.work()) : null;
        Map<String, Double> scores = wanted.strategy() == Strategy.SKILLS ? scores(tenant, members, wanted) : null;
        List<Considered> considered = new ArrayList<>();
        for (Row member : members) {
            String refusal = refusal(member, wanted, slots, now);
            if (refusal == null && online && !member.is("is_online")) {
                refusal = "offline";
            }
            Double score = scores == null ? null : scores.getOrDefault(member.id(), 0d);
            if (refusal == null && score != null && score == 0) {
                refusal = "lacks the skill";
            }
            considered.add(new Considered(
                    member.id(), refusal, loads == null ? null : loads.getOrDefault(member.id(), 0L), score));
        }
        return new Decision(pick(tenant, wanted, considered), wanted.strategy(), List.copyOf(considered));
    }

    private static String refusal(Row member, Wanted wanted, Slots slots, Instant now) {
        if (!wanted.eligible().isEmpty() && !wanted.eligible().contains(member.id())) {
            return "not eligible by the rule";
        }
        if (NEVER.equals(member.text("role"))) {
            return "project managers are not assigned automatically";
        }
        if (wanted.work().flag().filter(flag -> !member.is(flag)).isPresent()) {
            return "excluded from automatic assignment";
        }
        if (member.id().equals(wanted.except())) {
            return "has it already";
        }
        return slots.isOpen(member.id(), now) ? null : "outside the availability slots";
    }

    private Optional<String> pick(String tenant, Wanted wanted, List<Considered> considered) {
        List<Considered> fitting = considered.stream().filter(Considered::fits).toList();
        List<Considered> best = switch (wanted.strategy()) {
            case ROUND_ROBIN, AVAILABILITY -> fitting;
            case WORKLOAD -> lowest(fitting, candidate -> candidate.load());
            case SKILLS -> lowest(fitting, candidate -> -candidate.score());
        };
        if (best.isEmpty()) {
            return Optional.empty();
        }
        long turn = best.size() == 1 ? 1 : store.operations().next(rotation(tenant, wanted));
        return Optional.of(best.get((int) ((turn - 1) % best.size())).userId());
    }

    private static String rotation(String tenant, Wanted wanted) {
        return "rotation#" + tenant + "#" + wanted.work().name().toLowerCase(Locale.ROOT) + "#" + wanted.rotation();
    }

    private static List<Considered> lowest(List<Considered> candidates, ToDoubleFunction<Considered> measure) {
        double least = candidates.stream().mapToDouble(measure).min().orElse(0);
        return candidates.stream()
                .filter(candidate -> measure.applyAsDouble(candidate) == least)
                .toList();
    }

    /** Active members in the order the team settings give them. */
    private List<Row> members(String tenant) {
        return ActiveMembers.of(store, tenant).stream()
                .sorted(Comparator.comparingInt(
                                (Row member) -> member.get("assignment_order").asInt())
                        .thenComparing(member -> String.valueOf(member.text("created_at")))
                        .thenComparing(Row::id))
                .toList();
    }

    private List<Row> all(String tenant, String table) {
        return store.readAll(store.table(table), tenant, new AccessPath.Whole());
    }

    /** Level times weight of the skill; what a profile lists as a specialization counts as the first level. */
    private Map<String, Double> scores(String tenant, List<Row> members, Wanted wanted) {
        Map<String, Double> scores = new HashMap<>();
        if (wanted.skill() == null || wanted.skill().isBlank()) {
            members.forEach(member -> scores.put(member.id(), 1d));
            return scores;
        }
        String skill = wanted.skill().strip();
        for (Row member : members) {
            for (JsonNode known : member.get("specializations")) {
                if (known.asText().strip().equalsIgnoreCase(skill)) {
                    scores.put(member.id(), 1d);
                }
            }
        }
        for (Row row : all(tenant, "agent_skills")) {
            if (row.text("skill").strip().equalsIgnoreCase(skill)) {
                double score = row.get("level").asDouble() * row.get("weight").asDouble();
                scores.merge(row.text("user_id"), score, Math::max);
            }
        }
        return scores;
    }
}
