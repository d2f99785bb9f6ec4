package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SearchContactsTest {

    private static final String FUNCTION = "search-contacts";

    private final LocalCloud cloud;
    private final Crm crm;

    SearchContactsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.crm = new Crm(cloud);
    }

    @BeforeAll
    void people() {
        String acme = crm.create("companies", "{\"name\": \"Acme Industries\"}")
                .path("id")
                .asText();
        String owner = crm.all("profiles").getFirst().id();
        contact("""
            {"first_name": "John", "last_name": "Doe", "phones": ["+1234567890"], "emails": ["jd.sales@acme.example"],
             "tags": ["vip", "customer"], "company_id": "%s", "assignee_id": "%s"}
            """.formatted(acme, owner), "lead");
        contact("""
            {"first_name": "Jos\\u00e9", "last_name": "M\\u00fcller-Stra\\u00dfe", "emails": ["jose@web.example"],
             "phones": ["+201017177777"], "tags": ["VIP"]}
            """, "won");
        contact("""
            {"first_name": "\\u0623\\u062d\\u0645\\u062f", "last_name": "\\u0641\\u0627\\u0637\\u0645\\u0629",
             "phones": ["+966501234567"], "tags": ["customer"]}
            """, "lost");
        contact(
                "{\"first_name\": \"Mohamed Ahmed\", \"last_name\": \"Ali\", \"emails\": [\"m.ali@web.example\"]}",
                "new");
        contact("{\"first_name\": \"Only\"}", null);
    }

    private void contact(String row, String stage) {
        String id = crm.create("contacts", row).path("id").asText();
        if (stage != null) {
            crm.create("deals", "{\"title\": \"D\", \"contact_id\": \"%s\", \"stage\": \"%s\"}".formatted(id, stage));
        }
    }

    private JsonNode search(ObjectNode body) {
        return crm.post(FUNCTION, body).ok();
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.path("contacts")
                .forEach(contact -> names.add(contact.path("first_name").asText()));
        return names;
    }

    /** {@code term, tags, dealStatus, first names}: several joined by a semicolon, the newest first. */
    @ParameterizedTest
    @CsvFileSource(resources = "/crm/contact-searches.csv", numLinesToSkip = 1)
    void contactIsFound(String term, String tags, String dealStatus, String expected) {
        ObjectNode body = Json.object();
        if (term != null) {
            body.put("searchTerm", term);
        }
        if (tags != null) {
            ArrayNode all = body.putArray("tags");
            List.of(tags.split(";")).forEach(all::add);
        }
        if (dealStatus != null) {
            body.put("dealStatus", dealStatus);
        }

        JsonNode answer = search(body);

        assertThat(String.join(";", names(answer))).isEqualTo(expected == null ? "" : expected);
        assertThat(answer.path("count").asInt())
                .isEqualTo(answer.path("contacts").size());
        assertThat(answer.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void valuesOfCustomFieldsAreFoundButNotTheirNames() {
        Crm other = new Crm(cloud);
        other.create("contacts", """
            {"first_name": "Sara", "custom_fields": {"policy": "KX-9930/a", "budget": 125000, "vip": true,
             "address": {"district": "Zamalek"}, "languages": ["Portuguese"]}}
            """);
        other.create("contacts", "{\"first_name\": \"Omar\", \"custom_fields\": {\"policy\": \"none\"}}");

        for (String term : List.of("kx-9930", "125000", "zamalek", "portug")) {
            JsonNode answer =
                    other.post(FUNCTION, Json.object().put("searchTerm", term)).ok();
            assertThat(names(answer)).as(term).containsExactly("Sara");
        }
        for (String term : List.of("policy", "district", "true")) {
            JsonNode answer =
                    other.post(FUNCTION, Json.object().put("searchTerm", term)).ok();
            assertThat(names(answer)).as(term).isEmpty();
        }
    }

    /** Closed deals do not count, ten are not more than ten, and whoever has no deal at all has no open one. */
    @Test
    void contactsAreFilteredByTheNumberAndValueOfTheirOpenDeals() {
        Crm other = new Crm(cloud);
        Map<String, Integer> open = Map.of("None", 0, "One", 1, "Three", 3, "Four", 4, "Ten", 10, "Eleven", 11);
        open.forEach((name, count) -> {
            String id = other.create("contacts", "{\"first_name\": \"" + name + "\", \"tags\": [\"t\"]}")
                    .path("id")
                    .asText();
            for (int i = 0; i <= count; i++) {
                ObjectNode deal = Json.object()
                        .put("title", "D" + i)
                        .put("contact_id", id)
                        .put("value", 100)
                        .put("stage", i == 0 ? "won" : "lead");
                other.create("deals", deal.toString());
            }
        });
        other.create("contacts", "{\"first_name\": \"Dealless\"}");

        Map<String, List<String>> expected = Map.of(
                "0", List.of("None", "Dealless"),
                "1-3", List.of("One", "Three"),
                "4-10", List.of("Four", "Ten"),
                "10+", List.of("Eleven"));
        expected.forEach((step, found) -> {
            ObjectNode body = Json.object().put("openDeals", step);
            assertThat(names(other.post(FUNCTION, body).ok())).as(step).containsExactlyInAnyOrderElementsOf(found);
        });
        assertThat(names(other.post(FUNCTION, "{\"openDeals\": \"0\", \"tags\": [\"t\"]}")
                        .ok()))
                .containsExactly("None");
        assertThat(names(other.post(FUNCTION, "{\"openDeals\": \"0\", \"dealStatus\": \"won\"}")
                        .ok()))
                .containsExactly("None");
        assertThat(names(other.post(FUNCTION, "{\"openDealsValueMin\": 1000}").ok()))
                .containsExactlyInAnyOrder("Ten", "Eleven");
        Answer refused = other.post(FUNCTION, "{\"openDeals\": \"5\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).isEqualTo("openDeals must be 0, 1-3, 4-10 or 10+");
    }

    @Test
    void companyAndAssigneeComeAlong() {
        JsonNode contact = search(Json.object().put("searchTerm", "doe john")).at("/contacts/0");
        JsonNode alone = search(Json.object().put("searchTerm", "only")).at("/contacts/0");

        assertThat(contact.at("/company/name").asText()).isEqualTo("Acme Industries");
        assertThat(contact.at("/company/id")).isEqualTo(contact.path("company_id"));
        assertThat(contact.at("/assignee/first_name").asText()).isEqualTo("Jane");
        assertThat(contact.at("/assignee/id")).isEqualTo(contact.path("assignee_id"));
        assertThat(contact.path("custom_fields")).isEqualTo(Json.object());
        assertThat(alone.path("company").isNull()).isTrue();
        assertThat(alone.path("assignee").isNull()).isTrue();
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrOverlap() {
        List<String> all = names(search(Json.object()));
        List<String> paged = new ArrayList<>();
        JsonNode page;
        do {
            page = search(Json.object().put("limit", 2).put("offset", paged.size()));
            paged.addAll(names(page));
        } while (page.path("has_more").asBoolean());

        assertThat(paged).isEqualTo(all).hasSize(5);
        assertThat(names(search(
                        Json.object().put("searchTerm", "a").put("limit", 1).put("offset", 1))))
                .hasSize(1);
        assertThat(search(Json.object().put("offset", 100)).path("count").asInt())
                .isZero();
    }

    @Test
    void membersAndKeysSeeWhatTheDataApiShowsThem() {
        String agent = crm.join("AGENT");
        String noCrm = crm.newKey("{\"can_access_crm\": false}");

        Answer byAgent = crm.postAs(agent, FUNCTION, "{\"searchTerm\": \"john\"}");
        Answer refused = crm.postBy(noCrm, FUNCTION, "{\"searchTerm\": \"john\"}");

        assertThat(names(byAgent.ok())).containsExactly("John");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("code").asText()).isEqualTo("INSUFFICIENT_PERMISSIONS");
        assertThat(crm.postAs(cloud.connection().anonKey(), FUNCTION, "{}").status())
                .isEqualTo(401);
        assertThat(new Crm(cloud).post(FUNCTION, "{}").ok().path("count").asInt())
                .isZero();
    }

    @Test
    void changedContactIsFoundByWhatItIsNow() {
        Crm other = new Crm(cloud);
        String id = other.create("contacts", "{\"first_name\": \"Before\", \"tags\": [\"old\"]}")
                .path("id")
                .asText();
        other.change("contacts", id, "{\"first_name\": \"After\", \"tags\": [\"new\"]}");

        assertThat(names(other.post(FUNCTION, "{\"searchTerm\": \"before\"}").ok()))
                .isEmpty();
        assertThat(names(other.post(FUNCTION, "{\"tags\": [\"old\"]}").ok())).isEmpty();
        assertThat(names(other.post(FUNCTION, "{\"searchTerm\": \"AFTER\", \"tags\": [\"new\"]}")
                        .ok()))
                .containsExactly("After");
    }
}
