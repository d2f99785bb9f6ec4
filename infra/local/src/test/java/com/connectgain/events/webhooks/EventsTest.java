package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.functions.events.stream.Batch;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which write makes which events: a webhook that hears everything hears these and no others. */
@ExtendWith(CloudExtension.class)
@Isolated("It keeps to times")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

    private LocalCloud cloud;
    private Hooks hooks;
    private String sink;

    @BeforeAll
    void setUp(LocalCloud started) {
        cloud = started;
        hooks = new Hooks(cloud);
    }

    private void listen() {
        hooks.idle();
        hooks.rows("webhook_configurations").forEach(old -> hooks.store().delete(old));
        sink = Hooks.newSink();
        hooks.webhook(sink, null, "*");
        hooks.idle();
    }

    /** How often each event came, once so many have come and none is on its way. */
    private Map<String, Long> heard(int expected) {
        hooks.received(sink, expected);
        hooks.idle();
        return hooks.calls(sink).stream()
                .collect(Collectors.groupingBy(call -> call.at("/body/event").asText(), Collectors.counting()));
    }

    private JsonNode data(String event) {
        return hooks.calls(sink).stream()
                .map(call -> call.path("body"))
                .filter(body -> body.path("event").asText().equals(event))
                .toList()
                .getLast()
                .path("data");
    }

    private Row add(String table, String json) {
        return cloud.kernel().records().insert(writing(), table, Json.readObject(json));
    }

    private void change(Row row, String json) {
        Row current = hooks.row(row.table().name(), row.id());
        ObjectNode changes = Json.readObject(json).put("updated_at", writing().timestamp());
        cloud.kernel()
                .records()
                .update(writing(), List.of(current), values -> values.deepCopy().setAll(changes), kept -> true);
    }

    private Writing writing() {
        return new Writing(
                hooks.store(), hooks.organization, null, cloud.kernel().clock().instant());
    }

    private String member() {
        return hooks.rows("profiles").getFirst().id();
    }

    @Test
    void streamsAreFilteredByTheTablesThatEventsTellOf() {
        Set<String> heard = new TreeSet<>();
        cloud.template().functions().stream()
                .filter(function -> function.logicalId().equals("RecordStream"))
                .flatMap(function -> function.triggers(Trigger.Stream.class))
                .flatMap(stream -> stream.filters().stream())
                .forEach(filter -> filter.at("/dynamodb/NewImage/tbl/S").forEach(table -> heard.add(table.asText())));

        assertThat(heard).isEqualTo(new TreeSet<>(Batch.tables()));
    }

    @Test
    void contacts() {
        listen();
        add("lifecycle_stages", "{\"name\": \"Lead\"}");
        Row stage = add("lifecycle_stages", "{\"name\": \"Customer\"}");
        Row contact = add("contacts", "{\"first_name\": \"Aya\"}");
        change(contact, "{}");
        change(contact, "{\"last_contacted_at\": \"2026-01-01T00:00:00+00:00\"}");
        change(contact, "{\"first_name\": \"Aya\", \"city\": \"Cairo\"}");
        change(contact, "{\"tags\": [\"vip\"]}");
        change(contact, "{\"lifecycle_stage_id\": \"" + stage.id() + "\"}");
        change(contact, "{\"assignee_id\": \"" + member() + "\"}");

        assertThat(heard(8))
                .isEqualTo(Map.of(
                        "contact.created", 1L,
                        "contact.updated", 4L,
                        "contact.tag.updated", 1L,
                        "contact.lifecycle.updated", 1L,
                        "contact.assigned", 1L));
        assertThat(data("contact.tag.updated").path("added_tags").toString()).isEqualTo("[\"vip\"]");
        assertThat(data("contact.lifecycle.updated").path("lifecycle_stage").asText())
                .isEqualTo("Customer");
        assertThat(data("contact.assigned").path("old_assignee_id").isNull()).isTrue();
        assertThat(hooks.calls(sink))
                .extracting(call -> call.at("/body/data/changed_fields").toString())
                .contains("[\"city\"]", "[\"tags\"]", "[\"lifecycle_stage_id\"]", "[\"assignee_id\"]");
    }

    @Test
    void dealsTellOldAndNewStage() {
        Row contact = add("contacts", "{\"first_name\": \"Buyer\"}");
        listen();
        String pipeline = hooks.rows("pipelines").getFirst().id();
        Row deal = add(
                "deals",
                "{\"title\": \"Big\", \"stage\": \"lead\", \"value\": 5000.00, \"contact_id\": \"" + contact.id()
                        + "\", \"pipeline_id\": \"" + pipeline
                        + "\", \"products\": [{\"name\": \"Phone\", \"quantity\": 2}]}");
        change(deal, "{\"stage\": \"qualified\"}");
        change(deal, "{\"owner_id\": \"" + member() + "\"}");

        assertThat(heard(5))
                .containsEntry("deal.created", 1L)
                .containsEntry("deal.stage.changed", 1L)
                .containsEntry("deal.assigned", 1L);
        JsonNode moved = data("deal.stage.changed");
        assertThat(moved.path("old_stage").asText()).isEqualTo("lead");
        assertThat(moved.path("new_stage").asText()).isEqualTo("qualified");
        assertThat(moved.path("old_stage_name").asText()).isEqualTo("Lead");
        assertThat(moved.path("new_stage_name").asText()).isEqualTo("Qualified");
        assertThat(moved.at("/products/0/name").asText()).isEqualTo("Phone");
        assertThat(moved.at("/contact/first_name").asText()).isEqualTo("Buyer");
    }

    @Test
    void conversationsAndMessagesTellTheirChannel() {
        Row contact = add("contacts", "{\"first_name\": \"Talker\"}");
        Row account = add(
                "channel_accounts",
                "{\"name\": \"Support\", \"type\": \"WHATSAPP_LITE\", \"settings\": {\"sender_id\": \"1\","
                        + " \"api_key\": \"hidden\", \"my_secret_thing\": \"hidden\"}}");
        listen();
        Row conversation = add(
                "conversations",
                "{\"contact_id\": \"" + contact.id() + "\", \"channel_account_id\": \"" + account.id() + "\"}");
        String in = "{\"conversation_id\": \"" + conversation.id() + "\", \"content\": \"hi\", ";
        add("messages", in + "\"direction\": \"INBOUND\", \"status\": \"DELIVERED\"}");
        Row sent = add("messages", in + "\"direction\": \"OUTBOUND\", \"status\": \"PENDING\"}");
        for (String status : new String[] {"SENT", "DELIVERED", "READ"}) {
            change(sent, "{\"status\": \"" + status + "\"}");
        }
        Row lost = add("messages", in + "\"direction\": \"OUTBOUND\", \"status\": \"PENDING\"}");
        change(lost, "{\"status\": \"FAILED\", \"error_message\": \"no number\"}");
        change(conversation, "{\"status\": \"CLOSED\", \"assignee_id\": \"" + member() + "\"}");

        assertThat(heard(8))
                .isEqualTo(Map.of(
                        "conversation.created", 1L,
                        "conversation.assigned", 1L,
                        "conversation.status.changed", 1L,
                        "message.received", 1L,
                        "message.sent", 1L,
                        "message.delivered", 1L,
                        "message.read", 1L,
                        "message.failed", 1L));
        JsonNode received = data("message.received");
        assertThat(received.path("channel_type").asText()).isEqualTo("WHATSAPP_LITE");
        assertThat(received.path("channel_name").asText()).isEqualTo("Support");
        assertThat(received.at("/conversation/channel_account/settings/sender_id")
                        .asText())
                .isEqualTo("1");
        assertThat(hooks.calls(sink))
                .noneMatch(call -> call.path("raw").asText().contains("\"hidden\""));
        assertThat(data("message.failed").path("error").asText()).isEqualTo("no number");
        assertThat(data("conversation.status.changed").path("new_status").asText())
                .isEqualTo("CLOSED");
    }

    @Test
    void workCallsAndBookings() {
        listen();
        Row task = add("tasks", "{\"title\": \"Call\", \"due_date\": \"2026-01-01T00:00:00+00:00\"}");
        change(task, "{\"due_notified_at\": \"2026-01-01T00:00:01+00:00\"}");
        change(task, "{\"completed\": true}");
        add("notes", "{\"content\": \"remember\"}");
        Row call = add("call_records", "{\"sentiment_label\": \"positive\", \"action_items\": [\"a\", \"b\"]}");
        change(call, "{\"status\": \"completed\"}");
        Row booking = add(
                "bookings",
                "{\"title\": \"Demo\", \"start_date_time\": \"2026-03-01T10:00:00+00:00\","
                        + " \"end_date_time\": \"2026-03-01T11:00:00+00:00\"}");
        change(
                booking,
                "{\"start_date_time\": \"2026-03-02T10:00:00+00:00\","
                        + " \"end_date_time\": \"2026-03-02T11:00:00+00:00\", \"status\": \"rescheduled\"}");
        change(booking, "{\"status\": \"completed\"}");
        change(booking, "{\"status\": \"cancelled\"}");

        assertThat(heard(11))
                .isEqualTo(Map.ofEntries(
                        Map.entry("task.created", 1L),
                        Map.entry("task.overdue", 1L),
                        Map.entry("task.updated", 1L),
                        Map.entry("task.completed", 1L),
                        Map.entry("comment.added", 1L),
                        Map.entry("call.ended", 1L),
                        Map.entry("call.processed", 1L),
                        Map.entry("booking.created", 1L),
                        Map.entry("booking.rescheduled", 1L),
                        Map.entry("booking.completed", 1L),
                        Map.entry("booking.cancelled", 1L)));
        JsonNode processed = data("call.processed");
        assertThat(processed.path("call_record_id").asText()).isEqualTo(call.id());
        assertThat(processed.path("sentiment").asText()).isEqualTo("positive");
        assertThat(processed.path("action_items_count").asInt()).isEqualTo(2);
        assertThat(processed.has("transcript")).isFalse();
    }

    @Test
    void firstAnswerToACampaignIsABroadcastResponse() {
        Row contact = add("contacts", "{\"first_name\": \"Reader\"}");
        Row account = add("channel_accounts", "{\"name\": \"Lite\", \"type\": \"WHATSAPP_LITE\"}");
        Row conversation = add(
                "conversations",
                "{\"contact_id\": \"" + contact.id() + "\", \"channel_account_id\": \"" + account.id() + "\"}");
        Row campaign = add("campaigns", "{\"name\": \"Spring\", \"type\": \"WHATSAPP_LITE\"}");
        add(
                "notification_logs",
                "{\"recipient\": \"+201010000000\", \"status\": \"SENT\", \"sent_at\": \""
                        + writing().timestamp() + "\", \"contact_id\": \"" + contact.id() + "\", \"campaign_id\": \""
                        + campaign.id() + "\"}");
        listen();
        String message = "{\"conversation_id\": \"" + conversation.id()
                + "\", \"direction\": \"INBOUND\", \"status\": \"DELIVERED\", \"content\": \"yes\"}";
        add("messages", message);
        hooks.idle();
        add("messages", message);

        assertThat(heard(3)).isEqualTo(Map.of("message.received", 2L, "broadcast.response", 1L));
        assertThat(data("broadcast.response").path("campaign_name").asText()).isEqualTo("Spring");
    }

    @Test
    void largeRowsAreDeliveredWhole() {
        listen();
        String notes = "ن".repeat(150_000);
        Row contact = add("contacts", "{\"first_name\": \"Large\", \"notes\": \"" + notes + "\"}");

        assertThat(heard(1)).isEqualTo(Map.of("contact.created", 1L));
        assertThat(data("contact.created").path("id").asText()).isEqualTo(contact.id());
        assertThat(data("contact.created").path("notes").asText()).isEqualTo(notes);
    }

    @Test
    void recordThatNothingCanBeMadeOfStopsNobody() {
        listen();
        Map<String, AttributeValue> poison = Map.of(
                "pk", AttributeValue.fromS("poison"),
                "sk", AttributeValue.fromS("poison"),
                "tbl", AttributeValue.fromS("contacts"),
                "org", AttributeValue.fromS(hooks.organization),
                "ver", AttributeValue.fromN("1"),
                "doc", AttributeValue.fromS("{no json"));
        String table = cloud.kernel().settings().require("CORE_TABLE");
        cloud.clients().dynamo().putItem(put -> put.tableName(table).item(poison));
        Row contact = add("contacts", "{\"first_name\": \"Behind\"}");

        List<JsonNode> calls = hooks.received(sink, 1);
        cloud.clients()
                .dynamo()
                .deleteItem(
                        delete -> delete.tableName(table).key(Map.of("pk", poison.get("pk"), "sk", poison.get("sk"))));
        assertThat(calls.getFirst().at("/body/data/id").asText()).isEqualTo(contact.id());
    }
}
