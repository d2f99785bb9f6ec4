package com.connectgain.sales;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class ContactTimelineTest {

    private final LocalCloud cloud;
    private final Sales sales;
    private final JsonNode contact;

    ContactTimelineTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
        this.contact = sales.contact("ليلى");
    }

    private ObjectNode onContact() {
        return Json.object().put("contact_id", id(contact));
    }

    private JsonNode page(ObjectNode arguments) {
        return sales.rpc("get_contact_timeline", arguments).ok();
    }

    private JsonNode items() {
        return page(onContact()).path("items");
    }

    private JsonNode conversation() {
        JsonNode channel = sales.insert(
                "channel_accounts", Json.object().put("name", "Bot").put("type", "TELEGRAM"));
        return sales.insert("conversations", onContact().put("channel_account_id", id(channel)));
    }

    private static List<String> texts(JsonNode items, String pointer) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.at(pointer).asText()));
        return texts;
    }

    private void note(String content, String at) {
        sales.insert("notes", onContact().put("content", content).put("created_at", at));
    }

    @Test
    void everySourceHasItsPart() {
        JsonNode conversation = conversation();
        sales.insert(
                "messages",
                Json.object()
                        .put("conversation_id", id(conversation))
                        .put("direction", "INBOUND")
                        .put("content", "مرحبا"));
        JsonNode deal = sales.deal(contact, "Villa", values -> values.put("owner_id", sales.user));
        sales.change("deals", deal, Json.object().put("stage", "won"));
        JsonNode task = sales.insert("tasks", onContact().put("title", "Call back"));
        sales.change("tasks", task, Json.object().put("completed", true));
        sales.insert("notes", onContact().put("content", "Prefers mornings"));
        sales.insert(
                "call_events",
                onContact()
                        .put("phone_number", "+201001234567")
                        .put("outcome", "answered")
                        .put("duration_seconds", 90));
        sales.insert("call_records", onContact().put("duration_seconds", 90));
        sales.insert(
                "bookings",
                onContact()
                        .put("title", "Viewing")
                        .put("start_date_time", "2027-01-01T10:00:00Z")
                        .put("end_date_time", "2027-01-01T11:00:00Z"));

        JsonNode items = items();

        assertThat(texts(items, "/type"))
                .contains(
                        "conversation",
                        "message",
                        "deal_created",
                        "deal_updated",
                        "deal_owner_changed",
                        "task_created",
                        "task_updated",
                        "note",
                        "call",
                        "call_recording",
                        "booking");
        JsonNode message = find(items, "message");
        assertThat(message.at("/data/content").asText()).isEqualTo("مرحبا");
        JsonNode call = find(items, "call");
        assertThat(call.at("/data/outcome").asText()).isEqualTo("answered");
        assertThat(call.at("/data/duration_seconds").asInt()).isEqualTo(90);
        assertThat(call.path("actor_id").asText()).isEqualTo(sales.user);
        assertThat(texts(items, "/data/activity_type")).contains("STAGE_CHANGED", "PROBABILITY_CHANGED", "COMPLETED");
        assertThat(find(items, "deal_owner_changed").at("/data/change_reason").asText())
                .isEqualTo("Initial assignment");
        List<String> moments = texts(items, "/created_at");
        assertThat(moments).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private static JsonNode find(JsonNode items, String type) {
        for (JsonNode item : items) {
            if (item.path("type").asText().equals(type)) {
                return item;
            }
        }
        throw new AssertionError("No " + type + " in " + items);
    }

    @Test
    void pagesHaveEveryEntryOnceAndEnd() {
        JsonNode conversation = conversation();
        for (int i = 10; i < 40; i++) {
            String at = "2026-03-01T10:00:" + i + "Z";
            sales.insert(
                    "messages",
                    Json.object()
                            .put("conversation_id", id(conversation))
                            .put("direction", "INBOUND")
                            .put("content", "m" + i)
                            .put("created_at", at));
            note("n" + i, at);
        }
        for (int i = 0; i < 3; i++) {
            JsonNode deal = sales.deal(contact, "Deal " + i, values -> values.put("stage", "lead"));
            sales.change("deals", deal, Json.object().put("value", 5));
        }

        List<String> seen = new ArrayList<>();
        List<String> moments = new ArrayList<>();
        ObjectNode arguments = onContact().put("limit", 7);
        int pages = 0;
        for (JsonNode page = page(arguments); ; page = page(arguments)) {
            pages++;
            seen.addAll(texts(page.path("items"), "/id"));
            moments.addAll(texts(page.path("items"), "/created_at"));
            if (page.path("next").isNull()) {
                break;
            }
            assertThat(page.path("items")).hasSize(7);
            arguments.set("before", page.path("next"));
        }

        // The conversation, 30 messages, 30 notes, and of each deal its making and its new value.
        assertThat(seen).hasSize(67).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen)).hasSize(67);
        assertThat(moments).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(pages).isEqualTo(10);
    }

    @Test
    void momentMayBeginAPage() {
        note("old", "2026-03-01T10:00:00Z");
        note("new", "2026-03-02T10:00:00Z");

        JsonNode items = page(onContact().put("before", "2026-03-02T10:00:00Z")).path("items");

        assertThat(texts(items, "/data/content")).containsExactly("old");
    }

    @Test
    void recentChangeOfAnOldDealIsRecent() {
        JsonNode deal = sales.deal(contact, "Old", values -> values.put("created_at", "2020-01-01T10:00:00Z"));
        note("between", "2026-03-01T10:00:00Z");
        sales.change("deals", deal, Json.object().put("value", 9));

        assertThat(texts(items(), "/type")).containsExactly("deal_updated", "note", "deal_created");
    }

    @Test
    void noteOnADealOfTheContactIsToldOnce() {
        JsonNode deal = sales.deal(contact, "Villa", values -> {});
        sales.insert("notes", onContact().put("content", "both").put("deal_id", id(deal)));
        sales.insert("notes", Json.object().put("content", "deal only").put("deal_id", id(deal)));

        JsonNode items = items();

        assertThat(texts(items, "/type")).containsExactly("deal_updated", "note", "deal_created");
        assertThat(items.get(0).at("/data/activity_type").asText()).isEqualTo("NOTE_ADDED");
    }

    @Test
    void changeOfTheContactIsToldWithWhatItWasAndWhoDidIt() {
        sales.change("contacts", contact, Json.readObject("""
            {"first_name": "Layla", "tags": ["vip"], "custom_fields": {"city": "Cairo"}, "opt_in_status": true}
            """));
        sales.change("contacts", contact, Json.readObject("""
            {"tags": ["vip"], "custom_fields": {"city": "Giza"}, "notes": "%s"}
            """.formatted("n".repeat(600))));
        sales.change("contacts", contact, Json.readObject("{\"tags\": [\"vip\"]}"));

        JsonNode items = items();

        assertThat(texts(items, "/data/activity_type")).containsExactly("CONTACT_UPDATED", "CONTACT_UPDATED");
        JsonNode first = items.get(1);
        assertThat(first.path("type").asText()).isEqualTo("activity");
        assertThat(first.path("actor_id").asText()).isEqualTo(sales.user);
        assertThat(first.at("/data/metadata")).isEqualTo(Json.read("""
            {"changed_fields": ["first_name", "tags", "custom_fields"],
             "old_values": {"first_name": "ليلى", "tags": [], "custom_fields": {"city": null}},
             "new_values": {"first_name": "Layla", "tags": ["vip"], "custom_fields": {"city": "Cairo"}}}
            """));
        JsonNode second = items.get(0).at("/data/metadata");
        assertThat(second.at("/old_values/custom_fields/city").asText()).isEqualTo("Cairo");
        assertThat(second.at("/new_values/notes").asText()).hasSize(501);
        assertThat(second.path("new_values").has("tags")).isFalse();
    }

    @Test
    void callIsToldOnceAndLogged() {
        sales.insert(
                "call_events", onContact().put("phone_number", "+201001234567").put("call_type", "OUTBOUND"));

        assertThat(texts(items(), "/type")).containsExactly("call");
        JsonNode log = sales.read("contact_activity_log?contact_id=eq." + id(contact));
        assertThat(texts(log, "/activity_type")).containsExactly("CALL_LOGGED");
        assertThat(log.at("/0/metadata/direction").asText()).isEqualTo("outbound");
    }

    @Test
    void noteOnATaskOfTheContactIsTold() {
        JsonNode task =
                sales.insert("tasks", onContact().put("title", "Old").put("created_at", "2020-01-01T10:00:00Z"));
        note("between", "2026-03-01T10:00:00Z");
        sales.insert("notes", Json.object().put("content", "done half").put("task_id", id(task)));
        sales.insert("notes", onContact().put("content", "both").put("task_id", id(task)));

        JsonNode items = items();

        assertThat(texts(items, "/type")).containsExactly("note", "task_updated", "note", "task_created");
        assertThat(items.get(1).at("/data/activity_type").asText()).isEqualTo("NOTE_ADDED");
    }

    @Test
    void dealOfSomebodyElseThatTheContactIsPartOfIsThere() {
        JsonNode other = sales.contact("Omar");
        JsonNode deal = sales.deal(other, "Shared", values -> {});
        sales.insert("deal_contacts", onContact().put("deal_id", id(deal)).put("role", "decision maker"));
        sales.change("deals", deal, Json.object().put("value", 12));

        assertThat(texts(items(), "/type")).containsExactly("deal_updated", "deal_linked");
    }

    @Test
    void memberSeesOnlyWhatTheirRightsShow() {
        JsonNode conversation = conversation();
        sales.insert(
                "messages",
                Json.object()
                        .put("conversation_id", id(conversation))
                        .put("direction", "INBOUND")
                        .put("content", "secret"));
        note("open", "2026-03-01T10:00:00Z");
        Sales silent = sales.join("AGENT", Json.object().put("can_read_messages", false));
        Sales outsider = sales.join("AGENT", Json.object().put("can_access_crm", false));

        JsonNode items = silent.rpc("get_contact_timeline", onContact()).ok().path("items");

        assertThat(texts(items, "/type")).containsExactly("note");
        assertThat(outsider.rpc("get_contact_timeline", onContact()).status()).isEqualTo(403);
    }

    @Test
    void memberOfOtherChannelsSeesNoMessages() {
        JsonNode conversation = conversation();
        sales.insert(
                "messages",
                Json.object()
                        .put("conversation_id", id(conversation))
                        .put("direction", "INBOUND")
                        .put("content", "secret"));
        JsonNode other = sales.insert(
                "channel_accounts", Json.object().put("name", "Other").put("type", "TELEGRAM"));
        Sales agent = sales.join("AGENT");
        sales.insert(
                "user_channel_access", Json.object().put("user_id", agent.user).put("channel_account_id", id(other)));

        assertThat(agent.rpc("get_contact_timeline", onContact()).ok().path("items"))
                .isEmpty();
        assertThat(items()).hasSize(2);
    }

    @Test
    void contactWithoutHistoryHasAnEmptyPage() {
        JsonNode page = page(onContact());

        assertThat(page.toString()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void badArgumentsAreRefused() {
        Answer foreign = Sales.open(cloud).rpc("get_contact_timeline", onContact());
        Answer unknown = sales.rpc("get_contact_timeline", Json.object().put("contact_id", Ids.next()));
        Answer noId = sales.rpc("get_contact_timeline", Json.object().put("contact_id", "x"));
        Answer limit = sales.rpc("get_contact_timeline", onContact().put("limit", 101));
        Answer before = sales.rpc("get_contact_timeline", onContact().put("before", "tomorrow"));
        Answer stray = sales.rpc("get_contact_timeline", onContact().put("x", 1));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().path("message").asText()).isEqualTo("Contact not found");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(noId.status()).isEqualTo(400);
        assertThat(limit.body().path("message").asText()).isEqualTo("limit must be between 1 and 100");
        assertThat(before.status()).isEqualTo(400);
        assertThat(stray.status()).isEqualTo(404);
    }
}
