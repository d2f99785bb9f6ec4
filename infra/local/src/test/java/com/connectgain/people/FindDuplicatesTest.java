package com.connectgain.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class FindDuplicatesTest {

    private static final String CONTACTS = "find-duplicate-contacts";

    private final Office office;

    FindDuplicatesTest(LocalCloud cloud) {
        this.office = Office.open(cloud);
    }

    private JsonNode find(String function, String body) {
        return office.call(function, body).ok();
    }

    @Test
    void emptyOrganizationHasNoDuplicates() {
        JsonNode answer = find(CONTACTS, "{}");

        assertThat(answer).isEqualTo(Json.read("""
            {"success": true, "duplicates": [], "count": 0, "scanned": 0, "complete": true, "next_offset": null}
            """));
    }

    @Test
    void documentedPairIsFoundAndMergedByTheSameCall() {
        String first = office.insert("contacts", """
            {"first_name": "John", "last_name": "Doe", "phones": ["+1234567890"], "emails": ["john@example.com"]}
            """);
        String second = office.insert("contacts", """
            {"first_name": "John", "last_name": "Doe", "phones": ["+1234567890"], "emails": ["john.doe@example.com"]}
            """);

        JsonNode group = find(CONTACTS, "{}").path("duplicates").path(0);
        JsonNode merged = find(CONTACTS, "{\"contactIds\": [\"" + second + "\", \"" + first + "\"]}");

        assertThat(group.path("reason").asText()).isEqualTo("phone");
        assertThat(group.path("suggested_primary_id").asText()).isEqualTo(first);
        assertThat(group.path("contacts").findValuesAsText("id")).containsExactly(first, second);
        assertThat(merged.path("primary_id").asText()).as("the oldest stays").isEqualTo(first);
        assertThat(merged.at("/contact/emails")).hasSize(2);
        assertThat(find(CONTACTS, "{}").path("count").asInt()).isZero();
    }

    @Test
    void contactsAreLinkedByWhatTheyShare() {
        insert("contacts", """
            [{"first_name": "A", "phones": ["+201000000001"]},
             {"first_name": "B", "phones": ["+00201000000001"], "emails": ["B@example.com"]},
             {"first_name": "C", "emails": ["b@EXAMPLE.com"]},
             {"first_name": "أحمد", "last_name": "مُحَمَّد", "custom_fields": {"company_name": "النيل"}},
             {"first_name": "احمد", "last_name": "محمد", "custom_fields": {"company_name": "النيل"}},
             {"first_name": "احمد", "last_name": "محمد", "custom_fields": {"company_name": "الأهرام"}},
             {"first_name": "احمد", "last_name": "محمد"},
             {"first_name": "احمد", "last_name": "محمد"},
             {"first_name": "Alone"}]
            """);

        JsonNode groups = find(CONTACTS, "{}").path("duplicates");

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).path("reasons").toString()).isEqualTo("[\"phone\",\"email\"]");
        assertThat(groups.get(0).path("contacts").findValuesAsText("first_name"))
                .containsExactly("A", "B", "C");
        assertThat(groups.get(1).path("reason").asText()).isEqualTo("name");
        assertThat(groups.get(1).path("contacts")).hasSize(2);
    }

    @Test
    void companiesAreLinkedByNameOrDomain() {
        insert("companies", """
            [{"name": "Acme, Inc."}, {"name": "ACME INC"},
             {"name": "Nile", "domain": "nile.example"}, {"name": "The Nile", "website": "https://www.nile.example/"},
             {"name": "Page", "website": "https://facebook.com/page"},
             {"name": "Other page", "website": "https://facebook.com/other"},
             {"name": "شركة النيل"}, {"name": "شركة  النيل"}]
            """);

        JsonNode groups = find("find-duplicate-companies", "{}").path("duplicates");

        assertThat(groups.findValuesAsText("reason")).containsExactly("name", "domain", "name");
        assertThat(groups.get(1).path("companies").findValuesAsText("name")).containsExactly("Nile", "The Nile");
    }

    private void insert(String table, String rows) {
        Json.read(rows).forEach(row -> office.insert(table, row));
    }

    @Test
    void groupsComeInPages() {
        for (int part = 0; part < 5; part++) {
            ArrayNode contacts = Json.array();
            for (int i = 0; i < 260; i++) {
                int person = (part * 260 + i) % 650;
                contacts.addObject()
                        .put("first_name", "P" + person)
                        .putArray("phones")
                        .add("+2010" + (10_000_000 + person));
            }
            assertThat(office.rest("POST", "contacts", contacts).status()).isEqualTo(201);
        }

        JsonNode first = find(CONTACTS, "{}");
        JsonNode last = find(CONTACTS, "{\"limit\": 100, \"offset\": 600}");
        JsonNode beyond = find(CONTACTS, "{\"offset\": 5000}");

        assertThat(first.path("count").asInt()).isEqualTo(650);
        assertThat(first.path("scanned").asInt()).isEqualTo(1300);
        assertThat(first.path("duplicates")).hasSize(50);
        assertThat(first.path("next_offset").asInt()).isEqualTo(50);
        assertThat(last.path("duplicates")).hasSize(50);
        assertThat(last.path("next_offset").isNull()).isTrue();
        assertThat(beyond.path("duplicates")).isEmpty();
    }

    @Test
    void badRequestsAreToldWhy() throws IOException {
        String a = office.contact("A");
        String b = office.contact("B");
        SoftAssertions softly = new SoftAssertions();
        try (InputStream file = FindDuplicatesTest.class.getResourceAsStream("/people/merge-refusals.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replace("$A", a).replace("$B", b).split(" \\| "))
                    .forEach(one -> {
                        Answer answer = office.call(one[0], one[1]);
                        softly.assertThat(answer.status() + " "
                                        + answer.body().path("error").asText())
                                .as(one[1])
                                .isEqualTo(one[2] + " " + one[3]);
                    });
        }
        softly.assertAll();
        assertThat(office.all("contacts")).hasSize(2);
    }

    @Test
    void memberWithoutCrmIsRefused() {
        Office agent = office.join("AGENT");
        office.change("profiles", agent.user, "{\"permissions\": {\"can_access_crm\": false}}");

        for (String function : List.of(CONTACTS, "merge-contacts", "find-duplicate-companies", "bulk-assign")) {
            String body = function.equals("bulk-assign")
                    ? "{\"contact_ids\": [\"" + agent.user + "\"], \"assignee_id\": null}"
                    : "{}";
            assertThat(agent.call(function, body).status()).as(function).isEqualTo(403);
        }
    }
}
