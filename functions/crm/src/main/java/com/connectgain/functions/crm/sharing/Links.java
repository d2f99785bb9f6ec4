package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.run.ReadableRows;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sales.PipelineDeals;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A member makes, lists, changes and revokes links to what they may see themselves. */
final class Links {

    private static final String TABLE = "shared_content";
    private static final int TOKEN_BYTES = 32;
    private static final List<String> SHOWN = List.of(
            "id",
            "token",
            "entity_type",
            "entity_id",
            "has_password",
            "expires_at",
            "show_sensitive_data",
            "allow_download",
            "is_active",
            "view_count",
            "last_viewed_at",
            "created_by",
            "created_at",
            "updated_at");

    private final Store store;
    private final Records records;
    private final Clock clock;
    private final String appUrl;

    Links(Store store, Records records, Clock clock, String appUrl) {
        this.store = store;
        this.records = records;
        this.clock = clock;
        this.appUrl = appUrl;
    }

    ObjectNode create(Caller caller, ObjectNode body) {
        ShareFields fields = new ShareFields(body);
        EntityType type = EntityType.of(fields.text("entity_type").orElseThrow(() -> Problem.required("entity_type")));
        Instant now = clock.instant();
        ObjectNode values = Json.object();
        fill(values, fields, caller, now);
        mayShare(caller, type);
        values.put("token", RandomText.urlSafe(TOKEN_BYTES))
                .put("entity_type", type.name())
                .put("entity_id", target(caller, type, fields).id());
        return shown(records.insert(writing(caller, now), TABLE, values));
    }

    /** Whoever does not see the sales report does not hand it out. */
    private static void mayShare(Caller caller, EntityType type) {
        caller.require(Permission.CAN_ACCESS_CRM);
        if (type == EntityType.PIPELINE_REPORT && !caller.administers()) {
            throw Problem.insufficientPermissions().withDetails("The sales report is for owners and administrators");
        }
    }

    private Row target(Caller caller, EntityType type, ShareFields fields) {
        String id = fields.id("entity_id").orElse(null);
        if (id == null && type == EntityType.PIPELINE_REPORT) {
            return PipelineDeals.pipeline(store, caller.organization(), null);
        }
        if (id == null) {
            throw Problem.required("entity_id");
        }
        return store.find(type.table(), caller.organization(), id)
                .filter(new ReadableRows(caller, store)::include)
                .orElseThrow(type::absent);
    }

    /** @param after the cursor of the page before, or null */
    ObjectNode list(Caller caller, String entityId, String after, int limit) {
        caller.require(Permission.CAN_ACCESS_CRM);
        AccessPath path = entityId == null ? new AccessPath.Created() : new AccessPath.Equal("entity_id", entityId);
        Slice slice = Slice.of(path, limit).newestFirst().between(null, after);
        Page page = store.read(store.table(TABLE), caller.organization(), slice);
        ObjectNode answer = Json.object();
        ArrayNode links = answer.putArray("shared_content");
        page.rows().forEach(row -> links.add(shown(row)));
        boolean more = !page.isLast() && !page.rows().isEmpty();
        return answer.put("next", more ? page.rows().getLast().text("created_at") : null);
    }

    ObjectNode change(Caller caller, String id, ObjectNode body) {
        ShareFields fields = new ShareFields(body);
        Instant now = clock.instant();
        ObjectNode changes = Json.object();
        fill(changes, fields, caller, now);
        fields.flag("is_active").ifPresent(active -> changes.put("is_active", active));
        if (changes.isEmpty()) {
            throw Problem.badRequest("Nothing to change")
                    .withDetails("Send password, expires_at, show_sensitive_data, allow_download or is_active.");
        }
        return shown(changed(caller, id, changes, now));
    }

    /** The link stops working and its log stays; revoking twice is revoking once. */
    ObjectNode revoke(Caller caller, String id) {
        return shown(changed(caller, id, Json.object().put("is_active", false), clock.instant()));
    }

    private Row changed(Caller caller, String id, ObjectNode changes, Instant now) {
        caller.require(Permission.CAN_ACCESS_CRM);
        Row link = store.find(TABLE, caller.organization(), id).orElseThrow(SharedProblems::unknown);
        mayShare(caller, EntityType.of(link.text("entity_type")));
        changes.put("updated_at", DateTimes.print(now));
        return records
                .update(
                        writing(caller, now),
                        List.of(link),
                        values -> {
                            ObjectNode after = values.deepCopy();
                            after.setAll(changes);
                            return after;
                        },
                        still -> true)
                .stream()
                .findFirst()
                .orElseThrow(SharedProblems::unknown);
    }

    private void fill(ObjectNode values, ShareFields fields, Caller caller, Instant now) {
        if (fields.names("password")) {
            values.put("password_hash", fields.password().map(Passwords::hash).orElse(null));
        }
        if (fields.names("expires_at")) {
            values.put(
                    "expires_at",
                    fields.expiry(() -> Zones.of(store, caller.organization()), now)
                            .map(DateTimes::print)
                            .orElse(null));
        }
        for (String flag : List.of("show_sensitive_data", "allow_download")) {
            fields.flag(flag).ifPresent(on -> values.put(flag, on));
        }
    }

    private Writing writing(Caller caller, Instant now) {
        return new Writing(store, caller.organization(), caller.userId(), now);
    }

    private ObjectNode shown(Row link) {
        ObjectNode shown = Json.object();
        SHOWN.forEach(column -> shown.set(column, link.get(column)));
        return shown.put("url", appUrl + "/shared/" + link.text("token"));
    }
}
