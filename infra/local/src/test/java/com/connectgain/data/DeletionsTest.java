package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class DeletionsTest {

    private final Workspace work;

    DeletionsTest(LocalCloud cloud) {
        work = Workspace.open(cloud);
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    @Test
    void contactTakesAlongWhatIsAboutThem() {
        JsonNode contact = work.contact("Layla");
        JsonNode other = work.contact("Omar");
        JsonNode conversation = work.conversation(contact, work.channel("TELEGRAM"));
        work.message(conversation, "INBOUND", "hello");
        JsonNode deal = work.deal(contact, "Villa");
        work.change("deals", deal, Json.object().put("owner_id", work.user));
        work.insert("tasks", Json.object().put("title", "call").put("contact_id", id(contact)));
        work.insert("notes", Json.object().put("content", "nice").put("contact_id", id(contact)));
        JsonNode project =
                work.insert("projects", Json.object().put("name", "House").put("customer_contact_id", id(contact)));

        work.delete("contacts", contact);

        for (String table :
                new String[] {"conversations", "messages", "deals", "deal_owner_history", "tasks", "notes"}) {
            assertThat(work.read(table + "?select=id")).as(table).isEmpty();
        }
        assertThat(work.again("projects", project).path("customer_contact_id").isNull())
                .isTrue();
        assertThat(work.again("contacts", other).isMissingNode()).isFalse();
        assertThat(work.rpc("get_conversation_unread_counts")).isEmpty();
    }

    @Test
    void companyLeavesItsPeopleAndDeals() {
        JsonNode company = work.insert("companies", Json.object().put("name", "Acme"));
        JsonNode contact =
                work.insert("contacts", Json.object().put("first_name", "Layla").put("company_id", id(company)));
        JsonNode deal = work.insert(
                "deals",
                Json.object()
                        .put("title", "Villa")
                        .put("contact_id", id(contact))
                        .put("company_id", id(company)));

        work.delete("companies", company);

        assertThat(work.again("contacts", contact).path("company_id").isNull()).isTrue();
        assertThat(work.again("deals", deal).path("company_id").isNull()).isTrue();
    }

    @Test
    void pipelineWithDealsStays() {
        JsonNode pipeline = work.read("pipelines").get(0);
        JsonNode deal = work.deal(work.contact("Layla"), "Villa");

        Answer refused = work.call("DELETE", "pipelines?id=eq." + id(pipeline), null);
        work.delete("deals", deal);
        work.delete("pipelines", pipeline);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("23503");
        assertThat(refused.body().path("message").asText())
                .isEqualTo("update or delete on table \"pipelines\" violates foreign key constraint"
                        + " \"deals_pipeline_id_fkey\" on table \"deals\"");
    }

    @Test
    void channelLeavesItsConversations() {
        JsonNode channel = work.channel("TELEGRAM");
        JsonNode conversation = work.conversation(work.contact("Layla"), channel);

        work.delete("channel_accounts", channel);

        JsonNode kept = work.read("conversations?select=id,channel_account_id,channel_accounts(name)")
                .get(0);
        assertThat(kept.path("channel_account_id")).isEqualTo(conversation.path("channel_account_id"));
        assertThat(kept.path("channel_accounts").isNull()).isTrue();
    }
}
