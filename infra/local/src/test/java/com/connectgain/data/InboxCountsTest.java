package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class InboxCountsTest {

    private final Workspace work;
    private final JsonNode contact;
    private final JsonNode channel;
    private final JsonNode conversation;

    InboxCountsTest(LocalCloud cloud) {
        work = Workspace.open(cloud);
        contact = work.contact("Layla");
        channel = work.channel("TELEGRAM");
        conversation = work.conversation(contact, channel);
    }

    private int unread() {
        for (JsonNode count : work.rpc("get_conversation_unread_counts")) {
            if (count.path("conversation_id").equals(conversation.path("id"))) {
                return count.path("unread_count").asInt();
            }
        }
        return 0;
    }

    private int unanswered() {
        return work.rpc("get_unanswered_conversations_count").asInt();
    }

    private JsonNode now() {
        return work.again("conversations", conversation);
    }

    @Test
    void messageTakesWhatItsConversationKnows() {
        JsonNode message = work.message(conversation, "OUTBOUND", "hello");

        assertThat(message.path("contact_id")).isEqualTo(contact.path("id"));
        assertThat(message.path("channel_account_id")).isEqualTo(channel.path("id"));
        assertThat(message.path("channel").asText()).isEqualTo("TELEGRAM");
        assertThat(message.path("sender_id").asText()).isEqualTo(work.user);
    }

    @Test
    void conversationShowsItsLastMessage() {
        JsonNode message = work.message(conversation, "INBOUND", "hello");

        assertThat(now().path("last_message_at")).isEqualTo(message.path("created_at"));
        assertThat(now().path("last_message_direction").asText()).isEqualTo("INBOUND");
        assertThat(now().path("last_message_preview").asText()).isEqualTo("hello");
        assertThat(now().path("last_user_message_at")).isEqualTo(message.path("created_at"));
        assertThat(now().path("message_count").asInt()).isEqualTo(1);
        assertThat(now().has("attention")).isFalse();
    }

    @Test
    void inboundMessagesAreUnreadUntilTheyAreRead() {
        assertThat(work.rpc("get_conversation_unread_counts")).isEmpty();
        work.message(conversation, "INBOUND", "one");
        work.message(conversation, "INBOUND", "two");
        work.message(conversation, "OUTBOUND", "answer");
        assertThat(unread()).isEqualTo(2);

        work.change("conversations", conversation, Json.object().put("last_read_at", "2099-01-01T00:00:00Z"));
        assertThat(work.rpc("get_conversation_unread_counts")).isEmpty();

        work.change("conversations", conversation, Json.object().putNull("last_read_at"));
        assertThat(unread()).isEqualTo(2);
    }

    @Test
    void readingUpToAMessageLeavesTheOnesAfterIt() {
        work.message(conversation, "INBOUND", "one");
        JsonNode second = work.message(conversation, "INBOUND", "two");
        work.message(conversation, "INBOUND", "three");

        work.change(
                "conversations",
                conversation,
                Json.object().put("last_read_at", second.path("created_at").asText()));

        assertThat(unread()).isEqualTo(1);
        assertThat(now().path("unread_count").asInt()).isEqualTo(1);
    }

    @Test
    void zeroMarksAsReadAndNothingElseIsTaken() {
        work.message(conversation, "INBOUND", "one");

        assertThat(work.tryChange(
                                "conversations",
                                "id=eq." + conversation.path("id").asText(),
                                Json.object().put("unread_count", 7))
                        .status())
                .isEqualTo(400);
        JsonNode read = work.change("conversations", conversation, Json.object().put("unread_count", 0));

        assertThat(read.path("last_read_at").isTextual()).isTrue();
        assertThat(unread()).isZero();
    }

    @Test
    void deletedMessageIsNoLongerUnread() {
        JsonNode first = work.message(conversation, "OUTBOUND", "hello");
        JsonNode message = work.message(conversation, "INBOUND", "one");

        work.delete("messages", message);

        assertThat(unread()).isZero();
        assertThat(unanswered()).isZero();
        assertThat(now().path("last_message_at")).isEqualTo(first.path("created_at"));
    }

    @Test
    void unansweredAreOpenWithTheCustomersWordLast() {
        assertThat(unanswered()).isZero();
        work.message(conversation, "INBOUND", "one");
        assertThat(unanswered()).isEqualTo(1);
        work.message(conversation, "OUTBOUND", "answer");
        assertThat(unanswered()).isZero();
        work.message(conversation, "INBOUND", "two");
        work.change("conversations", conversation, Json.object().put("status", "CLOSED"));
        assertThat(unanswered()).isZero();
    }

    @Test
    void inboundMessageOpensAClosedConversation() {
        JsonNode closed =
                work.change("conversations", conversation, Json.object().put("status", "closed"));
        assertThat(closed.path("closed_at").isTextual()).isTrue();

        work.message(conversation, "OUTBOUND", "bye");
        assertThat(now().path("status").asText()).isEqualTo("CLOSED");
        work.message(conversation, "INBOUND", "wait");

        assertThat(now().path("status").asText()).isEqualTo("OPEN");
        assertThat(now().path("closed_at").isNull()).isTrue();
    }

    @Test
    void closedConversationStaysClosedBesideAnOpenOneOfTheTwo() {
        work.change("conversations", conversation, Json.object().put("status", "CLOSED"));
        work.conversation(contact, channel);

        work.message(conversation, "INBOUND", "late");

        assertThat(now().path("status").asText()).isEqualTo("CLOSED");
    }

    @Test
    void oldMessageDoesNotBecomeTheLast() {
        JsonNode fresh = work.message(conversation, "OUTBOUND", "fresh");
        work.insert(
                "messages",
                Json.object()
                        .put("conversation_id", conversation.path("id").asText())
                        .put("direction", "incoming")
                        .put("content", "imported")
                        .put("created_at", "2020-01-01T00:00:00Z"));

        assertThat(now().path("last_message_at")).isEqualTo(fresh.path("created_at"));
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void noMessageIsMiscountedWhenManyArriveAtOnce() throws Exception {
        ArrayNode many = Json.array();
        for (int i = 0; i < 60; i++) {
            many.addObject()
                    .put("conversation_id", conversation.path("id").asText())
                    .put("direction", "INBOUND")
                    .put("content", "m" + i);
        }
        List<Callable<JsonNode>> writers = IntStream.range(0, 20)
                .<Callable<JsonNode>>mapToObj(i -> () -> work.message(conversation, "INBOUND", "single " + i))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var written : threads.invokeAll(writers)) {
                written.get();
            }
        }

        assertThat(work.tryInsert("messages", many).body()).hasSize(60);

        assertThat(unread()).isEqualTo(80);
        assertThat(now().path("message_count").asInt()).isEqualTo(80);
    }

    @Test
    void callMinutesAreCountedFromTheMonthsRecords() {
        work.insert("call_intelligence_settings", Json.object().put("monthly_minutes_limit", 10));
        work.insert("call_records", Json.object().put("duration_seconds", 301));

        JsonNode answer = work.call(
                        "GET",
                        "rpc/check_call_minutes_available?p_minutes=5&p_organization_id=" + work.organization,
                        null)
                .ok();

        assertThat(answer.path("used_minutes").asInt()).isEqualTo(6);
        assertThat(answer.path("limit_minutes").asInt()).isEqualTo(10);
        assertThat(answer.path("remaining_minutes").asInt()).isEqualTo(4);
        assertThat(answer.path("available").asBoolean()).isFalse();
    }

    @Test
    void unknownProcedureIsToldApart() {
        var answer = work.call(
                "POST", "rpc/get_conversation_unread_counts", Json.object().put("x", 1));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("code").asText()).isEqualTo("PGRST202");
    }
}
