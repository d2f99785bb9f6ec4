package com.connectgain.shared.records.triggers;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Members: the owner is never switched off, and nobody gives away more than they have: who manages the team without
 * administering it leaves administrators alone and hands on only rights of their own.
 */
final class ProfileTrigger implements Trigger {

    private static final String ACTIVE = "is_active";
    private static final String PERMISSIONS = "permissions";

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        Writing writing = transaction.writing();
        boolean switchedOff = before.is(ACTIVE) && !after.path(ACTIVE).asBoolean();
        if (!writing.isClients() || !switchedOff && !Cells.changed(before, after, PERMISSIONS)) {
            return;
        }
        if (switchedOff && role(before) == Role.OWNER) {
            throw refused("The organization owner cannot be removed");
        }
        // As stored: who writes their own row does not act with what they are about to give themselves.
        actor(writing).filter(actor -> !role(actor).administers()).ifPresent(actor -> {
            if (role(before).administers()) {
                throw refused("Administrators are changed by administrators");
            }
            requireHeld(actor, before.get(PERMISSIONS), after.path(PERMISSIONS));
        });
    }

    private static Optional<Row> actor(Writing writing) {
        return Optional.ofNullable(writing.userId())
                .flatMap(id -> writing.store().find("profiles", writing.tenant(), id));
    }

    private static void requireHeld(Row actor, JsonNode before, JsonNode after) {
        Set<Permission> held = Permission.overriding(role(actor).defaults(), actor.get(PERMISSIONS));
        Arrays.stream(Permission.values())
                .filter(permission -> isOn(after, permission) && !isOn(before, permission))
                .filter(permission -> !held.contains(permission))
                .findFirst()
                .ifPresent(permission -> {
                    throw refused("permissions." + permission.key() + " is not yours to give");
                });
    }

    private static boolean isOn(JsonNode permissions, Permission permission) {
        return permissions.path(permission.key()).asBoolean();
    }

    private static Role role(Row profile) {
        return profile.find("role").map(Role::valueOf).orElse(Role.AGENT);
    }

    private static Problem refused(String message) {
        return Problem.of(403, "42501", message);
    }
}
