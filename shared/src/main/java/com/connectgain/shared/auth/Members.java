package com.connectgain.shared.auth;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Callers by a user's token. The token says who; what they may do is read on each call, so that a changed role, a
 * removed member or an ended session takes effect on the next request.
 */
final class Members {

    private final Store store;
    private final Clock clock;

    Members(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One batch read of user, session and membership; one more when the user has switched organizations since. */
    Caller resolve(ObjectNode claims) {
        String userId = text(claims.path("sub"));
        if (userId == null) {
            throw Refusals.unknownUser();
        }
        String sessionId = text(claims.path("session_id"));
        String hinted = text(claims.path("app_metadata").path("organization_id"));
        List<Row> rows = read(userId, sessionId, hinted);
        Row user = rowOf(rows, "auth_users").orElseThrow(Refusals::unknownUser);
        if (user.instant("banned_until").filter(clock.instant()::isBefore).isPresent()) {
            throw Refusals.deactivated();
        }
        if (sessionId != null) {
            requireLive(rowOf(rows, "auth_sessions"), user);
        }
        String active = user.find("active_organization_id").orElse(hinted);
        Optional<Row> profile = active == null
                ? Optional.empty()
                : active.equals(hinted) ? rowOf(rows, "profiles") : store.find("profiles", active, userId);
        return profile.map(row -> member(row, user, sessionId))
                .orElseGet(() ->
                        new Caller(Credential.USER, null, userId, sessionId, null, user.text("email"), null, Set.of()));
    }

    private List<Row> read(String userId, String sessionId, String organization) {
        Table users = store.table("auth_users");
        List<RowKey> keys = new ArrayList<>();
        keys.add(key(users, Json.object().put("id", userId)));
        if (sessionId != null) {
            keys.add(key(store.table("auth_sessions"), Json.object().put("id", sessionId)));
        }
        if (organization != null) {
            keys.add(
                    key(store.table("profiles"), Json.object().put("id", userId).put("organization_id", organization)));
        }
        return store.findAll(users, keys);
    }

    private static RowKey key(Table table, ObjectNode identity) {
        return Row.fresh(table, identity).key();
    }

    private static Optional<Row> rowOf(List<Row> rows, String table) {
        return rows.stream().filter(row -> row.table().name().equals(table)).findFirst();
    }

    /** A session ends by itself, or with all others of its user: then the user's generation has gone on without it. */
    private static void requireLive(Optional<Row> session, Row user) {
        if (session.isEmpty()
                || session.get().find("revoked_at").isPresent()
                || session.get().get("generation").asLong()
                        != user.get("session_generation").asLong()) {
            throw Refusals.sessionEnded();
        }
    }

    private static Caller member(Row profile, Row user, String sessionId) {
        if (!profile.is("is_active")) {
            throw Refusals.deactivated();
        }
        Role role = Role.stored(profile.text("role"));
        return new Caller(
                Credential.USER,
                profile.organization(),
                profile.id(),
                sessionId,
                null,
                user.text("email"),
                role,
                role.administers()
                        ? role.defaults()
                        : Permission.overriding(role.defaults(), profile.get("permissions")));
    }

    private static String text(JsonNode claim) {
        return claim.isTextual() && !claim.asText().isBlank() ? claim.asText() : null;
    }
}
