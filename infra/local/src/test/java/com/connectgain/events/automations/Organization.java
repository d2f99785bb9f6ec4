package com.connectgain.events.automations;

import com.connectgain.auth.Client;
import com.connectgain.functions.events.automations.Engine;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** An organization of its own, its rows, and the events it hears. */
final class Organization {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final LocalCloud cloud;
    final Client client;
    final String id;
    final String owner;
    final String session;

    Organization(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
        JsonNode registered = client.owner(Client.newEmail());
        this.session = Client.accessToken(registered);
        this.id = registered.at("/user/app_metadata/organization_id").asText();
        this.owner = registered.at("/user/id").asText();
    }

    Store store() {
        return cloud.kernel().store();
    }

    Row insert(String table, ObjectNode values) {
        return cloud.kernel().records().insert(writing(), table, values);
    }

    /** As a client changes a row, with all that follows from it. */
    void change(Row row, Consumer<ObjectNode> edit) {
        cloud.kernel()
                .records()
                .update(
                        writing(),
                        List.of(again(row)),
                        values -> {
                            ObjectNode after = values.deepCopy();
                            edit.accept(after);
                            return after;
                        },
                        still -> true);
    }

    Writing writing() {
        return new Writing(store(), id, null, cloud.clock().instant());
    }

    /** A member without an account: enough for whoever assigns. */
    Row member(String name) {
        return member(name, Json.object());
    }

    Row member(String name, ObjectNode more) {
        ObjectNode profile = Json.object()
                .put("id", Ids.next())
                .put("first_name", name)
                .put("email", Client.newEmail())
                .put("role", "AGENT");
        profile.setAll(more);
        return insert("profiles", profile);
    }

    /** Keeps the owner out of whatever is assigned automatically. */
    void excuseOwner() {
        store().change(
                        store().table("profiles"),
                        id,
                        owner,
                        values -> values.put("can_be_auto_assigned_conversations", false)
                                .put("can_be_auto_assigned_tasks", false));
    }

    Row contact(String name) {
        ObjectNode values = Json.object().put("first_name", name).put("last_name", "Doe");
        values.putArray("emails").add(name.toLowerCase(java.util.Locale.ROOT) + "@example.com");
        values.putArray("phones").add("+2010" + Math.abs(Ids.next().hashCode()));
        return insert("contacts", values);
    }

    Row conversation(Row contact, String channelType) {
        Row channel = insert(
                "channel_accounts", Json.object().put("name", channelType).put("type", channelType));
        return insert(
                "conversations", Json.object().put("contact_id", contact.id()).put("channel_account_id", channel.id()));
    }

    Row rule(String trigger, String conditions, String actions) {
        ObjectNode rule = Json.object().put("name", "Rule on " + trigger).put("trigger_type", trigger);
        rule.set("conditions", Json.read(conditions));
        rule.set("actions", Json.read(actions));
        return insert("automation_rules", rule);
    }

    static Event event(
            String organization, String type, String table, String entity, ObjectNode data, String... causes) {
        return new Event(Ids.next(), type, organization, Instant.now(), table, entity, data, List.of(causes));
    }

    Event event(String type, Row row, String... causes) {
        return event(id, type, row.table().name(), row.id(), row.values().deepCopy(), causes);
    }

    void hear(Event event) {
        cloud.kernel().queues().send("AUTOMATION_QUEUE", event.json());
    }

    void hearAndWait(Event event) {
        hear(event);
        idle();
    }

    /** As automations work where these parts of the product are installed. */
    void hearWith(String carriers, Event event) {
        Map<String, String> settings = new HashMap<>(cloud.kernel().settings().values());
        settings.put("CARRIERS", carriers);
        new Engine(new Kernel(
                        new Settings(settings), cloud.clock(), cloud.kernel().aws()))
                .handle(event.json(), false);
        idle();
    }

    void idle() {
        client.call("GET", "/_sandbox/idle?timeout_ms=30000", null).ok();
    }

    /** Once all is quiet: a jump of the clock delivers again what is being worked on. */
    void advance(Duration by) {
        idle();
        cloud.clock().advance(by);
    }

    void tick() {
        JsonNode ran = client.call("POST", "/_sandbox/tick", Json.object().put("schedule", "time-triggers"))
                .ok()
                .path("ran");
        if (ran.size() != 1 || !ran.path(0).path("ok").asBoolean()) {
            throw new AssertionError("The tick failed: " + ran);
        }
        idle();
    }

    List<Row> all(String table) {
        return store().readAll(store().table(table), id, new AccessPath.Whole());
    }

    Row again(Row row) {
        return store().find(row.table(), id, row.id()).orElseThrow();
    }

    Row execution(Row rule, Event event) {
        return executions(rule).stream()
                .filter(row -> event.id().equals(row.text("event_id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The rule did not run"));
    }

    List<Row> executions(Row rule) {
        return store().readAll(store().table("automation_executions"), id, new AccessPath.Equal("rule_id", rule.id()));
    }

    String sink() {
        return cloud.url() + "/_sandbox/sink/" + id;
    }

    JsonNode calls() {
        return calls("sink:" + id);
    }

    void fail(int times) {
        ObjectNode fault =
                Json.object().put("provider", "sink:" + id).put("status", 503).put("times", times);
        client.call("POST", "/_sandbox/faults", fault);
    }

    List<Row> notifications(String kind) {
        return all("notifications").stream()
                .filter(row -> kind.equals(row.text("kind")))
                .toList();
    }

    JsonNode calls(String provider) {
        return client.call("GET", "/_sandbox/calls?provider=" + provider, null).body();
    }

    static void await(String what, BooleanSupplier effect) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!effect.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }
}
