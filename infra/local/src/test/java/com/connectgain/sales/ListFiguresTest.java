package com.connectgain.sales;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What lists of contacts and companies show beside each. */
@ExtendWith(CloudExtension.class)
class ListFiguresTest {

    private final LocalCloud cloud;
    private final Sales sales;

    ListFiguresTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
    }

    private static ObjectNode asking(String argument, JsonNode... rows) {
        ObjectNode arguments = Json.object();
        var ids = arguments.putArray(argument);
        for (JsonNode row : rows) {
            ids.add(id(row));
        }
        return arguments;
    }

    @Test
    void contactHasItsOpenDealsNotesAndMessages() {
        JsonNode busy = sales.contact("Layla");
        JsonNode quiet = sales.contact("Omar");
        sales.deal(busy, "A", deal -> deal.put("value", 100).put("stage", "lead"));
        sales.deal(busy, "B", deal -> deal.put("value", 50.5).put("stage", "proposal"));
        sales.deal(busy, "C", deal -> deal.put("value", 900).put("stage", "won"));
        sales.insert("notes", Json.object().put("content", "n").put("contact_id", id(busy)));
        JsonNode channel = sales.insert(
                "channel_accounts", Json.object().put("name", "Bot").put("type", "TELEGRAM"));
        JsonNode conversation = sales.insert(
                "conversations", Json.object().put("contact_id", id(busy)).put("channel_account_id", id(channel)));
        Instant now = cloud.clock().instant();
        for (int days : new int[] {40, 2, 1}) {
            sales.insert(
                    "messages",
                    Json.object()
                            .put("conversation_id", id(conversation))
                            .put("direction", "INBOUND")
                            .put("content", "m")
                            .put("created_at", now.minus(Duration.ofDays(days)).toString()));
        }

        ObjectNode both = asking("p_contact_ids", busy, quiet);
        JsonNode figures = sales.rpc("get_contact_figures", both).ok();
        JsonNode silent = sales.join("AGENT", Json.object().put("can_read_messages", false))
                .rpc("get_contact_figures", both)
                .ok();

        JsonNode one = figures.get(0);
        assertThat(figures).hasSize(2);
        assertThat(one.path("contact_id")).isEqualTo(busy.path("id"));
        assertThat(one.path("open_deals_count").asInt()).isEqualTo(2);
        assertThat(one.path("open_deals_value").decimalValue()).isEqualByComparingTo("150.5");
        assertThat(one.path("notes_count").asInt()).isEqualTo(1);
        assertThat(one.path("messages_last_30_days").asInt()).isEqualTo(2);
        assertThat(one.path("last_message_at").asText())
                .startsWith(now.minus(Duration.ofDays(1)).toString().substring(0, 19));
        assertThat(figures.at("/1/open_deals_count").asInt()).isZero();
        assertThat(figures.at("/1/last_message_at").isNull()).isTrue();
        assertThat(silent.get(0).has("last_message_at")).isFalse();
        assertThat(silent.at("/0/notes_count").asInt()).isEqualTo(1);
    }

    @Test
    void companyHasItsContactsAndWhatItsDealsAreWorth() {
        JsonNode acme = sales.insert("companies", Json.object().put("name", "Acme"));
        JsonNode one = sales.insert(
                "contacts", Json.object().put("first_name", "Layla").put("company_id", id(acme)));
        sales.insert("contacts", Json.object().put("first_name", "Omar").put("company_id", id(acme)));
        sales.deal(one, "A", deal -> deal.put("value", 100).put("stage", "lead"));
        sales.deal(one, "B", deal -> deal.put("value", 900).put("stage", "won"));
        sales.deal(one, "C", deal -> deal.put("value", 7).put("stage", "lost"));

        JsonNode figures =
                sales.rpc("get_company_figures", asking("p_company_ids", acme)).ok();

        assertThat(figures).hasSize(1);
        assertThat(figures.at("/0/contact_count").asInt()).isEqualTo(2);
        assertThat(figures.at("/0/deal_count").asInt()).isEqualTo(3);
        assertThat(figures.at("/0/open_deals_value").decimalValue()).isEqualByComparingTo("100");
        assertThat(figures.at("/0/won_deals_value").decimalValue()).isEqualByComparingTo("900");
    }

    @Test
    void figuresAreOfOnesOwnRowsAndForWhoMaySeeThem() {
        JsonNode contact = sales.contact("Layla");
        JsonNode company = sales.insert("companies", Json.object().put("name", "Acme"));
        ObjectNode contacts = asking("p_contact_ids", contact);
        ObjectNode companies = asking("p_company_ids", company);
        Sales stranger = Sales.open(cloud);
        Sales outsider = sales.join("AGENT", Json.object().put("can_access_crm", false));

        assertThat(stranger.rpc("get_contact_figures", contacts).ok()).isEmpty();
        assertThat(stranger.rpc("get_company_figures", companies).ok()).isEmpty();
        assertThat(outsider.rpc("get_contact_figures", contacts).status()).isEqualTo(403);
        assertThat(outsider.rpc("get_company_figures", companies).status()).isEqualTo(403);
        Answer none = sales.rpc("get_contact_figures", asking("p_contact_ids"));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body().path("message").asText()).isEqualTo("p_contact_ids must not be empty");
    }
}
