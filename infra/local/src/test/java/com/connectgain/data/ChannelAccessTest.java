package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class ChannelAccessTest {

    private final Workspace owner;
    private final Workspace agent;
    private final JsonNode contact;
    private final JsonNode mine;
    private final JsonNode theirs;

    ChannelAccessTest(LocalCloud cloud) {
        owner = Workspace.open(cloud);
        agent = owner.join("AGENT");
        contact = owner.contact("Layla");
        JsonNode telegram = owner.channel("TELEGRAM");
        mine = owner.conversation(contact, telegram);
        theirs = owner.conversation(contact, owner.channel("TIKTOK"));
        owner.message(mine, "INBOUND", "to telegram");
        owner.message(theirs, "INBOUND", "to tiktok");
        owner.insert(
                "user_channel_access",
                Json.object()
                        .put("user_id", agent.user)
                        .put("channel_account_id", telegram.path("id").asText()));
    }

    @Test
    void memberSeesTheConversationsOfTheirChannelsOnly() {
        assertThat(agent.read("conversations?select=id").findValuesAsText("id"))
                .containsExactly(mine.path("id").asText());
        assertThat(agent.read("contacts?select=id,conversations(id)").get(0).path("conversations"))
                .hasSize(1);
        assertThat(owner.read("conversations?select=id")).hasSize(2);
    }

    @Test
    void messagesAreSeenThroughTheirConversation() {
        assertThat(agent.read("messages?select=content").findValuesAsText("content"))
                .containsExactly("to telegram");
        assertThat(agent.read("messages?conversation_id=eq." + theirs.path("id").asText()))
                .isEmpty();
        assertThat(agent.read("messages?select=*").get(0).has("conversation access"))
                .isFalse();
        assertThat(owner.read("messages?select=id")).hasSize(2);
    }

    @Test
    void nothingIsWrittenBeyondThem() {
        assertThat(agent.tryChange(
                                "conversations",
                                "id=eq." + theirs.path("id").asText(),
                                Json.object().put("status", "CLOSED"))
                        .body())
                .isEmpty();
        assertThat(agent.tryInsert(
                                "messages",
                                Json.object()
                                        .put(
                                                "conversation_id",
                                                theirs.path("id").asText())
                                        .put("direction", "OUTBOUND"))
                        .status())
                .isEqualTo(403);
        agent.message(mine, "OUTBOUND", "answer");
    }

    @Test
    void countsCoverWhatIsSeen() {
        assertThat(agent.rpc("get_conversation_unread_counts")).hasSize(1);
        assertThat(agent.rpc("get_unanswered_conversations_count").asInt()).isEqualTo(1);
        assertThat(owner.rpc("get_unanswered_conversations_count").asInt()).isEqualTo(2);
    }

    @Test
    void partnerOfAConversationIsSeenWithoutAccessToTheCrm() {
        owner.call(
                "PATCH",
                "profiles?id=eq." + agent.user,
                Json.object().set("permissions", Json.object().put("can_access_crm", false)));

        assertThat(agent.read("contacts")).isEmpty();
        JsonNode seen = agent.read("conversations?select=id,contact:contacts(first_name,deals(id))")
                .get(0);
        assertThat(seen.path("contact").path("first_name").asText()).isEqualTo("Layla");
        assertThat(agent.read("deals?select=id,contacts(id)")).isEmpty();
    }
}
