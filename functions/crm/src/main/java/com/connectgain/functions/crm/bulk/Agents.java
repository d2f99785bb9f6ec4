package com.connectgain.functions.crm.bulk;

import com.connectgain.shared.assignment.Slots;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who takes work: active members, and of them those to whom it may be given without asking. */
final class Agents {

    private static final Set<String> WORKING_ROLES = Set.of("AGENT", "TEAM_ADMIN");
    private static final Set<String> LEADING_ROLES = Set.of("OWNER", "ADMIN");

    private static final Comparator<Row> IN_ORDER = Comparator.comparing(
                    (Row profile) -> profile.get("assignment_order").asInt())
            .thenComparing(profile -> profile.text("created_at"))
            .thenComparing(Row::id);

    private final Store store;

    Agents(Store store) {
        this.store = store;
    }

    /** Members who were named: all of them must be able to have work. */
    List<Row> named(String tenant, String field, List<String> ids) {
        List<Row> found = store.findAll(store.table("profiles"), tenant, ids).stream()
                .filter(profile -> profile.is("is_active"))
                .toList();
        Set<String> active = found.stream().map(Row::id).collect(Collectors.toSet());
        ids.stream().filter(id -> !active.contains(id)).findFirst().ifPresent(id -> {
            throw Problem.badRequest("Invalid " + field + ": " + id).withDetails("Not an active member");
        });
        return found;
    }

    /**
     * Members who take turns now, in their order: agents, or those who lead where there are none. Project managers are
     * never given anything without asking.
     */
    List<Row> available(String tenant, Assignable kind, Instant now) {
        List<Row> willing = store.readAll(store.table("profiles"), tenant, new AccessPath.Whole()).stream()
                .filter(profile -> profile.is("is_active") && profile.is(kind.consent()))
                .sorted(IN_ORDER)
                .toList();
        List<Row> agents = ofRoles(willing, WORKING_ROLES);
        List<Row> able = agents.isEmpty() ? ofRoles(willing, LEADING_ROLES) : agents;
        Slots slots = Slots.of(store.readAll(store.table("availability_slots"), tenant, new AccessPath.Whole()));
        return able.stream().filter(profile -> slots.isOpen(profile.id(), now)).toList();
    }

    private static List<Row> ofRoles(List<Row> profiles, Set<String> roles) {
        return profiles.stream()
                .filter(profile -> roles.contains(profile.find("role").orElse("")))
                .toList();
    }

    static String name(Row profile) {
        String name = (profile.find("first_name").orElse("") + " "
                        + profile.find("last_name").orElse(""))
                .strip();
        return name.isEmpty() ? profile.text("email") : name;
    }
}
