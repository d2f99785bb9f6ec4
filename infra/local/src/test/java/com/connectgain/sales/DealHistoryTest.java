package com.connectgain.sales;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class DealHistoryTest {

    private final LocalCloud cloud;
    private final Sales sales;
    private final JsonNode contact;

    DealHistoryTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
        this.contact = sales.contact("Layla");
    }

    private JsonNode deal(String title) {
        return sales.deal(contact, title, values -> values.put("stage", "lead").put("value", 100));
    }

    /** What the timeline of a deal tells, by kind: the old value and the new one. */
    private Map<String, String> activities(JsonNode deal) {
        Map<String, String> told = new TreeMap<>();
        for (JsonNode row : sales.read("deal_activities?deal_id=eq." + id(deal))) {
            assertThat(row.path("created_by").asText()).isEqualTo(sales.user);
            told.put(row.path("activity_type").asText(), row.path("old_value") + " -> " + row.path("new_value"));
        }
        return told;
    }

    @Test
    void oneChangeOfManyColumnsIsToldColumnByColumn() {
        JsonNode deal = deal("Villa");

        sales.change(
                "deals",
                deal,
                Json.object().put("stage", "proposal").put("value", 250.5).put("owner_id", sales.user));

        assertThat(activities(deal))
                .containsEntry("STAGE_CHANGED", "\"lead\" -> \"proposal\"")
                .containsEntry("VALUE_CHANGED", "100 -> 250.5")
                .containsEntry("OWNER_CHANGED", "null -> \"" + sales.user + "\"")
                .containsEntry("PROBABILITY_CHANGED", "10 -> 50")
                .hasSize(4);
    }

    @Test
    void notesAndTasksAreActivityOfTheirDeal() {
        JsonNode deal = deal("Villa");
        JsonNode note = sales.insert("notes", Json.object().put("content", "x").put("deal_id", id(deal)));
        JsonNode task = sales.insert("tasks", Json.object().put("title", "x").put("deal_id", id(deal)));

        assertThat(activities(deal))
                .containsEntry("NOTE_ADDED", "null -> " + note.path("id"))
                .containsEntry("TASK_CREATED", "null -> " + task.path("id"));
    }

    @Test
    void sameValueAgainIsNoActivity() {
        JsonNode deal = deal("Villa");

        sales.change(
                "deals",
                deal,
                Json.object().put("stage", "lead").put("value", 100).put("title", "Villa 2"));

        assertThat(activities(deal)).isEmpty();
    }

    @Test
    void everyDealOfABulkChangeHasItsOwnHistory() {
        JsonNode[] deals = {deal("A"), deal("B"), deal("C")};
        String ids = id(deals[0]) + "," + id(deals[1]) + "," + id(deals[2]);

        sales.rest(
                "PATCH",
                "deals?id=in.(" + ids + ")",
                Json.object().put("stage", "won").put("owner_id", sales.user));

        for (JsonNode deal : deals) {
            assertThat(activities(deal)).containsKeys("STAGE_CHANGED", "OWNER_CHANGED");
            assertThat(sales.read("deal_owner_history?deal_id=eq." + id(deal))).hasSize(1);
        }
    }

    @Test
    void historyIsWrittenByTheServerOnly() {
        JsonNode deal = deal("Villa");

        Answer forged = sales.rest(
                "POST",
                "deal_activities",
                Json.object().put("deal_id", id(deal)).put("activity_type", "STAGE_CHANGED"));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(activities(deal)).isEmpty();
    }

    @Test
    void dealHasFurtherContactsOnceEach() {
        JsonNode deal = deal("Villa");
        JsonNode omar = sales.contact("Omar");
        var link = Json.object()
                .put("deal_id", id(deal))
                .put("contact_id", id(omar))
                .put("role", "lawyer");
        sales.insert("deal_contacts", link);

        Answer again = sales.rest("POST", "deal_contacts", link);
        JsonNode embedded = sales.read(
                        "deals?id=eq." + id(deal) + "&select=title,deal_contacts(role,contacts(first_name))")
                .path(0);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("code").asText()).isEqualTo("23505");
        assertThat(embedded.at("/deal_contacts/0/contacts/first_name").asText()).isEqualTo("Omar");
        sales.rest("DELETE", "contacts?id=eq." + id(omar), null);
        assertThat(sales.read("deal_contacts?deal_id=eq." + id(deal))).isEmpty();
        assertThat(sales.read("deals?id=eq." + id(deal))).hasSize(1);
    }

    @Test
    void foreignContactIsNoContactOfADeal() {
        JsonNode deal = deal("Villa");
        JsonNode stranger = Sales.open(cloud).contact("Stranger");

        Answer refused = sales.rest(
                "POST", "deal_contacts", Json.object().put("deal_id", id(deal)).put("contact_id", id(stranger)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("23503");
    }
}
