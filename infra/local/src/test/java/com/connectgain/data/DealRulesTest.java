package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class DealRulesTest {

    private final Workspace work;
    private final JsonNode contact;

    DealRulesTest(LocalCloud cloud) {
        work = Workspace.open(cloud);
        contact = work.contact("Layla");
    }

    private JsonNode history(JsonNode deal) {
        return work.read("deal_owner_history?order=created_at&deal_id=eq."
                + deal.path("id").asText());
    }

    @Test
    void titleIsRequired() {
        Answer none = work.tryInsert(
                "deals", Json.object().put("contact_id", contact.path("id").asText()));
        Answer blank = work.tryInsert(
                "deals",
                Json.object()
                        .put("title", " ")
                        .put("contact_id", contact.path("id").asText()));
        JsonNode deal = work.deal(contact, "Villa");
        Answer emptied = work.tryChange(
                "deals", "id=eq." + deal.path("id").asText(), Json.object().put("title", ""));

        for (Answer refused : new Answer[] {none, blank, emptied}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().path("message").asText()).isEqualTo("title is required");
        }
    }

    @Test
    void newDealTakesTheDefaultsOfItsOrganization() {
        work.call(
                "PATCH",
                "organizations?id=eq." + work.organization,
                Json.object().put("currency", "EGP"));

        JsonNode deal = work.deal(contact, "Villa");

        JsonNode pipeline = work.read("pipelines?is_default=is.true").get(0);
        assertThat(deal.path("pipeline_id")).isEqualTo(pipeline.path("id"));
        assertThat(deal.path("currency").asText()).isEqualTo("EGP");
        assertThat(deal.path("stage").asText()).isEqualTo("new");
        assertThat(deal.path("status").asText()).isEqualTo("OPEN");
        assertThat(deal.path("stage_entered_at").isTextual()).isTrue();
        assertThat(deal.has("owner_history_id")).isFalse();
    }

    @Test
    void dealWithSomebodyIsOneWithTheirCompany() {
        JsonNode acme = work.insert("companies", Json.object().put("name", "Acme"));
        JsonNode globex = work.insert("companies", Json.object().put("name", "Globex"));
        JsonNode employee = work.insert(
                "contacts",
                Json.object()
                        .put("first_name", "Omar")
                        .put("company_id", acme.path("id").asText()));
        ObjectNode deal = Json.object()
                .put("title", "Villa")
                .put("contact_id", employee.path("id").asText());

        JsonNode taken = work.insert("deals", deal);
        JsonNode stated = work.insert(
                "deals", deal.deepCopy().put("company_id", globex.path("id").asText()));
        JsonNode without = work.insert("deals", deal.deepCopy().putNull("company_id"));

        assertThat(taken.path("company_id")).isEqualTo(acme.path("id"));
        assertThat(stated.path("company_id")).isEqualTo(globex.path("id"));
        assertThat(without.path("company_id").isNull()).isTrue();
        assertThat(work.again("contacts", employee).path("company_id")).isEqualTo(acme.path("id"));
    }

    @Test
    void conversationBecomesADealWithItsContact() {
        JsonNode conversation = work.conversation(contact, work.channel("TELEGRAM"));
        ObjectNode deal = Json.object()
                .put("conversation_id", conversation.path("id").asText())
                .put("stage", "qualified");

        JsonNode unnamed = work.insert("deals", deal);
        JsonNode named = work.insert("deals", deal.deepCopy().put("title", "Villa"));
        Answer unknown = work.tryInsert("deals", deal.deepCopy().put("conversation_id", Ids.next()));

        assertThat(unnamed.path("contact_id")).isEqualTo(contact.path("id"));
        assertThat(unnamed.path("title").asText()).isEqualTo("Deal from Conversation - Layla");
        assertThat(named.path("title").asText()).isEqualTo("Villa");
        assertThat(unknown.status()).isEqualTo(400);
        JsonNode shown = work.read("conversations?select=id,deals(title)&id=eq."
                + conversation.path("id").asText());
        assertThat(shown.at("/0/deals")).hasSize(2);
    }

    @Test
    void companyAndItsFirstDealAreMadeTogether() {
        ObjectNode deal = Json.object()
                .put("title", "Initial Engagement")
                .put("contact_id", contact.path("id").asText())
                .put("stage", "lead")
                .put("value", 50000);

        JsonNode company = written(work.call(
                "POST",
                "companies?select=*,deals(*)",
                Json.object().put("name", "Acme").set("deal", deal),
                "prefer",
                "return=representation"));

        JsonNode made = company.at("/deals/0");
        assertThat(made.path("title").asText()).isEqualTo("Initial Engagement");
        assertThat(made.path("company_id")).isEqualTo(company.path("id"));
        assertThat(made.path("pipeline_id").isTextual()).isTrue();
        assertThat(company.has("deal")).isFalse();
        assertThat(work.again("contacts", contact).path("company_id")).isEqualTo(company.path("id"));
    }

    @Test
    void contactAndItsFirstDealAreMadeTogether() {
        JsonNode acme = work.insert("companies", Json.object().put("name", "Acme"));
        ObjectNode sent = Json.object()
                .put("first_name", "Omar")
                .put("company_id", acme.path("id").asText());
        sent.putObject("deal").put("title", "Villa").put("value", "12.50");

        JsonNode omar = work.insert("contacts", sent);

        JsonNode deals = work.read("deals?contact_id=eq." + omar.path("id").asText());
        assertThat(deals).hasSize(1);
        assertThat(deals.at("/0/company_id")).isEqualTo(acme.path("id"));
        assertThat(deals.at("/0/value").decimalValue()).isEqualByComparingTo("12.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"name": "A", "deal": {"title": "D"}} | contact_id is required
        {"name": "A", "deal": {"contact_id": "$contact"}} | title is required
        {"name": "A", "deal": "D"} | deal must be an object
        {"name": "A", "deal": {"title": "D", "contact_id": "$contact", "shoe": 1}} | Could not find the 'shoe' column of 'deals' in the schema cache
        {"name": " ", "deal": {"title": "D", "contact_id": "$contact"}} | name is required
        [{"name": "A", "deal": {}}, {"name": "B", "deal": {}}] | deal goes with one row at a time
        """)
    void withoutAProperDealNeitherIsMade(String body, String error) {
        Answer refused = work.tryInsert(
                "companies",
                Json.read(body.replace("$contact", contact.path("id").asText())));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).isEqualTo(error);
        assertThat(work.read("companies")).isEmpty();
        assertThat(work.read("deals")).isEmpty();
        assertThat(work.insert("companies", Json.object().put("name", "A").putNull("deal"))
                        .path("name")
                        .asText())
                .isEqualTo("A");
    }

    private static JsonNode written(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body().get(0);
    }

    @Test
    void withoutAnyPipelineThereIsNoDeal() {
        work.delete("pipelines", work.read("pipelines").get(0));

        Answer refused = work.tryInsert(
                "deals",
                Json.object()
                        .put("title", "Villa")
                        .put("contact_id", contact.path("id").asText()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).startsWith("No pipeline found");
    }

    @Test
    void unknownPipelineIsRefused() {
        JsonNode deal = work.deal(contact, "Villa");

        Answer inserted = work.tryInsert(
                "deals",
                Json.object()
                        .put("title", "Villa")
                        .put("contact_id", contact.path("id").asText())
                        .put("pipeline_id", Ids.next()));
        Answer changed = work.tryChange(
                "deals", "id=eq." + deal.path("id").asText(), Json.object().put("pipeline_id", Ids.next()));

        assertThat(inserted.status()).isEqualTo(400);
        assertThat(changed.status()).isEqualTo(400);
    }

    @Test
    void stageBringsItsProbabilityItsMarkAndItsHistory() {
        JsonNode deal = work.deal(contact, "Villa");

        JsonNode qualified = work.change("deals", deal, Json.object().put("stage", "qualified"));
        JsonNode won = work.change("deals", deal, Json.object().put("stage", "won"));
        JsonNode reopened = work.change(
                "deals", deal, Json.object().put("stage", "proposal").put("probability", 55));
        JsonNode lost = work.change("deals", deal, Json.object().put("stage", "Closed Lost"));

        assertThat(qualified.path("probability").asInt()).isEqualTo(30);
        assertThat(won.path("probability").asInt()).isEqualTo(100);
        assertThat(won.path("won_at").isTextual()).isTrue();
        assertThat(won.path("status").asText()).isEqualTo("WON");
        assertThat(reopened.path("probability").asInt()).isEqualTo(55);
        assertThat(reopened.path("won_at").isNull()).isTrue();
        assertThat(lost.path("probability").asInt()).isZero();
        assertThat(lost.path("lost_at").isTextual()).isTrue();
        JsonNode history = work.read("deal_stage_history?order=created_at,id&deal_id=eq."
                + deal.path("id").asText());
        assertThat(history.findValuesAsText("new_stage"))
                .containsExactly("qualified", "won", "proposal", "Closed Lost");
        assertThat(history.findValuesAsText("old_stage")).containsExactly("new", "qualified", "won", "proposal");
        assertThat(history.get(0).path("changed_by").asText()).isEqualTo(work.user);
    }

    @Test
    void explicitProbabilityWinsEvenWhenItIsTheOldOne() {
        JsonNode deal = work.deal(contact, "Villa");
        work.change("deals", deal, Json.object().put("probability", 45));

        JsonNode won =
                work.change("deals", deal, Json.object().put("stage", "won").put("probability", 45));

        assertThat(won.path("probability").asInt()).isEqualTo(45);
    }

    @Test
    void ownersFollowOneAnotherWithoutGap(LocalCloud cloud) {
        Workspace agent = work.join("AGENT");
        JsonNode deal = work.deal(contact, "Villa");

        work.change("deals", deal, Json.object().put("owner_id", work.user));
        work.change("deals", deal, Json.object().put("owner_id", agent.user));
        work.change("deals", deal, Json.object().putNull("owner_id"));

        JsonNode history = history(deal);
        assertThat(history.findValuesAsText("change_reason"))
                .containsExactly("Initial assignment", "Reassigned", "Unassigned");
        assertThat(history.get(0).path("ended_at")).isEqualTo(history.get(1).path("changed_at"));
        assertThat(history.get(1).path("previous_owner_id").asText()).isEqualTo(work.user);
        assertThat(history.get(0).path("duration_days").decimalValue()).isZero();
        assertThat(history.get(2).path("ended_at").isNull()).isTrue();
    }

    @Test
    void timelineTellsWhatChanged() {
        JsonNode deal = work.deal(contact, "Villa");
        work.change("deals", deal, Json.object().put("value", 1500));
        work.insert(
                "notes",
                Json.object()
                        .put("content", "called")
                        .put("deal_id", deal.path("id").asText()));
        work.insert(
                "tasks",
                Json.object()
                        .put("title", "call")
                        .put("deal_id", deal.path("id").asText()));

        JsonNode told = work.read("deal_activities?order=created_at,id&deal_id=eq."
                + deal.path("id").asText());

        assertThat(told.findValuesAsText("activity_type"))
                .containsExactly("VALUE_CHANGED", "NOTE_ADDED", "TASK_CREATED");
        assertThat(told.get(0).path("new_value").asInt()).isEqualTo(1500);
    }

    @Test
    void oneHundredDealsAtOnceAreAllOrNothing() {
        var rows = Json.array();
        for (int i = 0; i < 100; i++) {
            rows.addObject()
                    .put("title", "D" + i)
                    .put("contact_id", contact.path("id").asText())
                    .put("owner_id", work.user);
        }
        var broken = rows.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) broken.get(77)).put("contact_id", Ids.next());

        Answer refused = work.tryInsert("deals", broken);
        Answer written = work.tryInsert("deals", rows);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("23503");
        assertThat(written.body()).hasSize(100);
        assertThat(work.read("deals?select=id")).hasSize(100);
        assertThat(work.read("deal_owner_history?select=id")).hasSize(100);
    }

    @Test
    void onePipelineIsTheDefault() {
        JsonNode first = work.read("pipelines").get(0);

        JsonNode second =
                work.insert("pipelines", Json.object().put("name", "Second").put("is_default", true));
        JsonNode third =
                work.insert("pipelines", Json.object().put("name", "Third").put("stages", "[{\"id\":\"a\"}]"));

        assertThat(work.again("pipelines", first).path("is_default").asBoolean())
                .isFalse();
        assertThat(second.path("is_default").asBoolean()).isTrue();
        assertThat(third.path("is_default").asBoolean()).isFalse();
        assertThat(third.path("stages").get(0).path("id").asText()).isEqualTo("a");

        work.change("pipelines", third, Json.object().put("is_default", true));
        work.delete("pipelines", third);
        assertThat(work.read("pipelines?is_default=is.true&select=id").get(0).path("id"))
                .isEqualTo(first.path("id"));
    }
}
