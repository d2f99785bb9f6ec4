package com.connectgain.functions.data.rpc;

import com.connectgain.shared.assignment.ActiveMembers;
import com.connectgain.shared.assignment.Loads;
import com.connectgain.shared.assignment.Slots;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code get_agent_workload}: what each member has to do, and what part of a full load that is. How much is a full load
 * is the organization's {@code settings.agent_capacity}.
 */
public final class AgentWorkload implements Procedure {

    private static final long USUAL_CAPACITY = 20;
    private static final int PERCENT = 100;

    private final Store store;
    private final Clock clock;

    public AgentWorkload(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        String tenant = caller.organization();
        Instant now = clock.instant();
        Map<String, Long> tasks = Loads.of(store, tenant, Work.TASK);
        Map<String, Long> conversations = Loads.of(store, tenant, Work.CONVERSATION);
        Slots slots = Slots.of(store.readAll(store.table("availability_slots"), tenant, new AccessPath.Whole()));
        long capacity = capacity(tenant);
        List<ObjectNode> members = ActiveMembers.of(store, tenant).stream()
                .map(member -> {
                    long active = tasks.getOrDefault(member.id(), 0L);
                    long open = conversations.getOrDefault(member.id(), 0L);
                    return Json.object()
                            .put("user_id", member.id())
                            .put("name", name(member))
                            .put("role", member.text("role"))
                            .put("is_online", member.is("is_online"))
                            .put("is_available", slots.isOpen(member.id(), now))
                            .put("active_tasks", active)
                            .put("open_conversations", open)
                            .put("capacity", capacity)
                            .put("capacity_percentage", Math.round((double) PERCENT * (active + open) / capacity));
                })
                .sorted(Comparator.comparingLong((ObjectNode member) ->
                                -member.path("capacity_percentage").asLong())
                        .thenComparing(member -> member.path("name").asText()))
                .toList();
        return Json.array().addAll(members);
    }

    private long capacity(String tenant) {
        return store.find("organizations", tenant, tenant)
                .map(organization -> organization.get("settings").path("agent_capacity"))
                .filter(setting -> setting.isIntegralNumber() && setting.asLong() > 0)
                .map(JsonNode::asLong)
                .orElse(USUAL_CAPACITY);
    }

    private static String name(Row member) {
        return (member.find("first_name").orElse("") + " "
                        + member.find("last_name").orElse(""))
                .strip();
    }
}
