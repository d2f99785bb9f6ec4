package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class InsertMessageTest {

    private static final String FUNCTION = "insert-message";

    private final LocalCloud cloud;
    private final Crm crm;

    InsertMessageTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.crm = new Crm(cloud);
    }

    private static ObjectNode message(String phone, String direction, String content) {
        return Json.object().put("phone", phone).put("direction", direction).put("content", content);
    }

    private JsonNode insert(String phone, String direction, String content) {
        return crm.post(FUNCTION, message(phone, direction, content)).ok();
    }

    private Row conversation(JsonNode answer) {
        return crm.row("conversations", answer.path("conversationId").asText());
    }

    @Test
    void newNumberMakesContactConversationAndMessage() {
        JsonNode answer = insert("201001383533", "incoming", "  Hello\n there ");

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("is_new").asBoolean()).isTrue();
        JsonNode message = answer.path("message");
        assertThat(message.path("id")).isEqualTo(answer.path("messageId"));
        assertThat(message.path("conversation_id")).isEqualTo(answer.path("conversationId"));
        assertThat(message.path("contact_id")).isEqualTo(answer.path("contactId"));
        assertThat(message.path("organization_id").asText()).isEqualTo(crm.organization);
        assertThat(message.path("content").asText()).isEqualTo("  Hello\n there ");
        assertThat(message.path("message_type").asText()).isEqualTo("text");
        assertThat(message.path("metadata")).isEqualTo(Json.object());
        assertThat(message.path("sender_id").isNull()).isTrue();
        assertThat(message.path("source").asText()).isEqualTo("api");
        Row contact = crm.contact(answer.path("contactId").asText());
        assertThat(contact.get("phones")).isEqualTo(Json.read("[\"+201001383533\"]"));
        assertThat(contact.text("source")).isEqualTo("api");
        Row conversation = conversation(answer);
        assertThat(conversation.text("status")).isEqualTo("OPEN");
        assertThat(conversation.get("unread_count").asInt()).isEqualTo(1);
        assertThat(conversation.get("message_count").asInt()).isEqualTo(1);
        assertThat(conversation.text("last_message_direction")).isEqualTo("INBOUND");
        assertThat(conversation.text("last_message_preview")).contains("Hello");
        assertThat(conversation.get("last_message_at")).isEqualTo(message.path("created_at"));
        assertThat(conversation.get("last_user_message_at")).isEqualTo(message.path("created_at"));
        assertThat(conversation.is("ai_agent_active")).isTrue();
    }

    @Test
    void knownNumberIsReusedHoweverItIsWritten() {
        String known = crm.create("contacts", "{\"first_name\": \"Sara\", \"phones\": [\"+201001383533\"]}")
                .path("id")
                .asText();

        Set<String> conversations = List.of(
                        "+201001383533",
                        "201001383533",
                        "+20 100 138-3533",
                        "(20) 100.138.3533",
                        "00201001383533",
                        "201001383533@s.whatsapp.net")
                .stream()
                .map(phone -> insert(phone, "incoming", "x"))
                .peek(answer -> assertThat(answer.path("contactId").asText()).isEqualTo(known))
                .map(answer -> answer.path("conversationId").asText())
                .collect(Collectors.toSet());

        assertThat(conversations).hasSize(1);
        assertThat(crm.contact(known).text("first_name")).isEqualTo("Sara");
        assertThat(crm.all("contacts")).hasSize(1);
    }

    @Test
    void numberStoredWithItsZerosIsMetByWhatItDials() {
        String known = crm.create("contacts", "{\"phones\": [\"00201001383533\"]}")
                .path("id")
                .asText();

        assertThat(insert("+201001383533", "incoming", "x").path("contactId").asText())
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "incoming, , INBOUND, DELIVERED",
        "outgoing, , OUTBOUND, SENT",
        "INCOMING, Received, INBOUND, DELIVERED",
        "Outbound, delivered, OUTBOUND, DELIVERED",
        "inbound, READ, INBOUND, READ",
        "outgoing, failed, OUTBOUND, FAILED",
        "outgoing, pending, OUTBOUND, PENDING",
        "incoming, sent, INBOUND, SENT",
    })
    void directionAndStatusAreReadInAnyCase(String direction, String status, String storedDirection, String stored) {
        ObjectNode body = message("+201001383533", direction, "x").put("status", status);
        if (status == null) {
            body.remove("status");
        }

        JsonNode message = crm.post(FUNCTION, body).ok().path("message");

        assertThat(message.path("direction").asText()).isEqualTo(storedDirection);
        assertThat(message.path("status").asText()).isEqualTo(stored);
    }

    @Test
    void optionalFieldsAreKept() {
        ObjectNode body = message("+201001383533", "outgoing", "x").put("message_type", "Image");
        body.putObject("metadata").put("sender_name", "Shop").put("order", 7);

        JsonNode message = crm.post(FUNCTION, body).ok().path("message");

        assertThat(message.path("message_type").asText()).isEqualTo("image");
        assertThat(message.path("metadata")).isEqualTo(Json.read("{\"sender_name\": \"Shop\", \"order\": 7}"));
    }

    @Test
    void inboundMessageOpensAClosedConversationAndAnOutboundOneDoesNot() {
        JsonNode first = insert("+201001383533", "incoming", "one");
        String id = first.path("conversationId").asText();
        crm.change("conversations", id, "{\"status\": \"CLOSED\"}");

        JsonNode outbound = insert("+201001383533", "outgoing", "two");
        assertThat(outbound.path("conversationId").asText()).isEqualTo(id);
        assertThat(conversation(outbound).text("status")).isEqualTo("CLOSED");
        assertThat(conversation(outbound).text("last_message_preview")).isEqualTo("two");

        JsonNode inbound = insert("+201001383533", "incoming", "three");
        assertThat(inbound.path("conversationId").asText()).isEqualTo(id);
        Row reopened = conversation(inbound);
        assertThat(reopened.text("status")).isEqualTo("OPEN");
        assertThat(reopened.text("closed_at")).isNull();
        assertThat(reopened.get("unread_count").asInt()).isEqualTo(2);
        assertThat(reopened.get("message_count").asInt()).isEqualTo(3);
    }

    @Test
    void personWhoTookOverKeepsTheConversation() {
        JsonNode first = insert("+201001383533", "incoming", "one");
        String owner = crm.all("profiles").getFirst().id();
        crm.change(
                "conversations",
                first.path("conversationId").asText(),
                "{\"ai_agent_active\": false, \"assignee_id\": \"" + owner + "\"}");

        insert("+201001383533", "incoming", "two");
        insert("+201001383533", "outgoing", "three");

        Row conversation = conversation(first);
        assertThat(conversation.is("ai_agent_active")).isFalse();
        assertThat(conversation.text("assignee_id")).isEqualTo(owner);
        assertThat(conversation.text("first_response_at")).isNotNull();
    }

    @Test
    void namedChannelHasAConversationOfItsOwn() {
        String lite = channel("WHATSAPP_LITE");
        String telegram = channel("TELEGRAM");
        ObjectNode body = message("+201001383533", "incoming", "x");

        JsonNode onTelegram = crm.post(FUNCTION, body.deepCopy().put("channel_account_id", telegram))
                .ok();
        JsonNode onLite = crm.post(FUNCTION, body.deepCopy().put("channel_account_id", lite))
                .ok();
        JsonNode again = crm.post(FUNCTION, body.deepCopy().put("channel_account_id", telegram))
                .ok();

        assertThat(onTelegram.path("conversationId")).isNotEqualTo(onLite.path("conversationId"));
        assertThat(again.path("conversationId")).isEqualTo(onTelegram.path("conversationId"));
        assertThat(conversation(onLite).text("channel_account_id")).isEqualTo(lite);
        assertThat(onTelegram.at("/message/channel_account_id").asText()).isEqualTo(telegram);
        assertThat(onTelegram.at("/message/channel").asText()).isEqualTo("TELEGRAM");
        assertThat(crm.all("contacts")).hasSize(1);
    }

    private String channel(String type) {
        return crm.create("channel_accounts", "{\"name\": \"%s\", \"type\": \"%s\"}".formatted(type, type))
                .path("id")
                .asText();
    }

    @Test
    void messageWithoutAChannelGoesWhereTheContactWroteLastElseToWhatsApp() {
        String lite = channel("WHATSAPP_LITE");
        channel("TELEGRAM");
        String off = channel("WHATSAPP_CLOUD");
        crm.change("channel_accounts", off, "{\"is_active\": false}");

        JsonNode first = insert("+201001383533", "incoming", "x");
        assertThat(first.at("/message/channel_account_id").asText()).isEqualTo(lite);

        String instagram = channel("INSTAGRAM");
        crm.post(FUNCTION, message("+201001383533", "incoming", "y").put("channel_account_id", instagram))
                .ok();
        JsonNode last = insert("+201001383533", "outgoing", "z");
        assertThat(last.at("/message/channel_account_id").asText()).isEqualTo(instagram);
    }

    @Test
    void channelThatIsGoneTakesNoMessage() {
        String gone = channel("TELEGRAM");
        JsonNode first = crm.post(
                        FUNCTION, message("+201001383533", "incoming", "x").put("channel_account_id", gone))
                .ok();
        crm.proxy("DELETE", "channel_accounts?id=eq." + gone, null);
        String lite = channel("WHATSAPP_LITE");

        JsonNode next = insert("+201001383533", "incoming", "y");

        assertThat(next.path("contactId")).isEqualTo(first.path("contactId"));
        assertThat(next.path("conversationId")).isNotEqualTo(first.path("conversationId"));
        assertThat(next.at("/message/channel_account_id").asText()).isEqualTo(lite);
    }

    @Test
    void foreignChannelIsNotFound() {
        String foreign = new Crm(cloud)
                .create("channel_accounts", "{\"name\": \"F\", \"type\": \"SMS\"}")
                .path("id")
                .asText();

        for (String id : List.of(foreign, "channel-uuid")) {
            Answer answer =
                    crm.post(FUNCTION, message("+201001383533", "incoming", "x").put("channel_account_id", id));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().path("error").asText()).isEqualTo("Channel account not found");
        }
        assertThat(crm.all("contacts")).isEmpty();
        assertThat(crm.all("conversations")).isEmpty();
    }

    @Test
    void commentThreadIsNotContinued() {
        JsonNode first = insert("+201001383533", "incoming", "x");
        String contact = first.path("contactId").asText();
        crm.change("conversations", first.path("conversationId").asText(), "{\"status\": \"CLOSED\"}");
        crm.create(
                "conversations",
                "{\"contact_id\": \"%s\", \"metadata\": {\"is_comment_thread\": true}, \"last_message_at\": \"2099-01-01\"}"
                        .formatted(contact));

        assertThat(insert("+201001383533", "incoming", "y").path("conversationId"))
                .isEqualTo(first.path("conversationId"));
    }

    @ParameterizedTest
    @CsvSource({"no channel", "usual channel", "named channel"})
    void messageIsRecordedOnceHoweverOftenItIsDelivered(String where) {
        ObjectNode body = message("+201001383533", "incoming", "x").put("external_id", "wamid.1");
        String channel = where.equals("no channel") ? null : channel("WHATSAPP_LITE");
        if (where.equals("named channel")) {
            body.put("channel_account_id", channel);
        }

        List<Answer> answers =
                Parallel.map(IntStream.range(0, 24).boxed().toList(), 12, sender -> crm.post(FUNCTION, body));
        JsonNode later = crm.post(FUNCTION, body.put("content", "told again")).ok();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.ok().path("messageId")).isEqualTo(later.path("messageId")));
        assertThat(answers.stream().filter(answer -> answer.ok().path("is_new").asBoolean()))
                .hasSize(1);
        assertThat(later.path("is_new").asBoolean()).isFalse();
        assertThat(later.at("/message/content").asText()).isEqualTo("x");
        assertThat(crm.all("messages")).hasSize(1);
        assertThat(conversation(later).get("unread_count").asInt()).isEqualTo(1);
        assertThat(crm.all("contacts")).hasSize(1);
    }

    @Test
    void channelsNumberTheirMessagesByThemselves() {
        ObjectNode body = message("+201001383533", "incoming", "x").put("external_id", "1");

        JsonNode one = crm.post(FUNCTION, body.put("channel_account_id", channel("TELEGRAM")))
                .ok();
        JsonNode other = crm.post(FUNCTION, body.put("channel_account_id", channel("SMS")))
                .ok();

        assertThat(one.path("messageId")).isNotEqualTo(other.path("messageId"));
    }

    @Test
    void firstMessagesAtOnceMakeOneContactAndOneConversation() {
        List<String> spellings = List.of("+201001383533", "201001383533", "00201001383533");

        List<Answer> answers = Parallel.map(
                IntStream.range(0, 60).boxed().toList(),
                20,
                number -> crm.post(FUNCTION, message(spellings.get(number % 3), "incoming", "m" + number)));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200));
        assertThat(crm.all("contacts")).hasSize(1);
        assertThat(crm.all("conversations")).hasSize(1);
        Row conversation = crm.all("conversations").getFirst();
        assertThat(conversation.get("unread_count").asInt()).isEqualTo(60);
        assertThat(conversation.get("message_count").asInt()).isEqualTo(60);
        assertThat(crm.all("messages")).hasSize(60);
    }

    @Test
    void keyMustBeAllowedToSendForWhatWasSent() {
        String reader = crm.newKey("{\"can_send_messages\": false, \"can_access_crm\": false}");
        String sender = crm.newKey("{\"can_read_messages\": false}");
        String neither = crm.newKey("{\"can_read_messages\": false, \"can_send_messages\": false}");
        String outgoing = Json.write(message("+201001383533", "outgoing", "x"));
        String incoming = Json.write(message("+201001383533", "incoming", "x"));

        Answer refused = crm.postBy(reader, FUNCTION, outgoing);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("code").asText()).isEqualTo("INSUFFICIENT_PERMISSIONS");
        assertThat(crm.all("contacts")).isEmpty();
        assertThat(crm.postBy(reader, FUNCTION, incoming).status()).isEqualTo(200);
        assertThat(crm.postBy(sender, FUNCTION, outgoing).status()).isEqualTo(200);
        assertThat(crm.postBy(neither, FUNCTION, incoming).status()).isEqualTo(403);
        assertThat(crm.postAs(crm.session, FUNCTION, incoming).status()).isEqualTo(401);
    }

    @Test
    void idempotencyKeyReplaysTheAnswerToWhoMayHaveIt() {
        ObjectNode body = message("+201001383533", "outgoing", "x");
        String reader = crm.newKey("{\"can_send_messages\": false}");

        JsonNode first = crm.post(FUNCTION, body, "Idempotency-Key", "k").ok();
        JsonNode again = crm.post(FUNCTION, body, "Idempotency-Key", "k").ok();

        assertThat(again).isEqualTo(first);
        assertThat(crm.all("messages")).hasSize(1);
        assertThat(crm.postBy(reader, FUNCTION, Json.write(body)).status()).isEqualTo(403);
    }
}
