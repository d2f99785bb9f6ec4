package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class RefusalsTest {

    /** {@code @101} in a case stands for a text of so many characters. */
    private static final Pattern LONG_TEXT = Pattern.compile("\"@(\\d+)\"");

    private final Crm crm;

    RefusalsTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
    }

    private record Case(JsonNode row, String error) {}

    private static List<Case> cases(String kind) throws IOException {
        try (InputStream file = RefusalsTest.class.getResourceAsStream("/crm/refusals.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" \\| "))
                    .filter(parts -> parts[0].equals(kind))
                    .map(parts -> new Case(
                            Json.read(LONG_TEXT
                                    .matcher(parts[1])
                                    .replaceAll(found -> '"' + "x".repeat(Integer.parseInt(found.group(1))) + '"')),
                            parts[2]))
                    .toList();
        }
    }

    private void refused(String function, String field, List<Case> cases) {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray(field);
        cases.forEach(one -> rows.add(one.row()));

        JsonNode answer = crm.post(function, body).ok();

        assertThat(answer.at("/summary/failed").asInt()).isEqualTo(cases.size());
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < cases.size(); i++) {
            softly.assertThat(answer.path("results").path(i).path("error").asText())
                    .as(cases.get(i).error())
                    .isEqualTo(cases.get(i).error());
        }
        softly.assertAll();
        assertThat(crm.all("contacts")).isEmpty();
        assertThat(crm.all("deals")).isEmpty();
    }

    @Test
    void badContactsAreToldWhy() throws IOException {
        refused("create-leads-bulk", "leads", cases("contact"));
    }

    @Test
    void badDealsAreToldWhy() throws IOException {
        refused("create-deals-bulk", "deals", cases("deal"));
    }

    @Test
    void singleLeadIsRefusedInTheSameWords() throws IOException {
        for (Case one : cases("contact").subList(0, 12)) {
            Answer answer = crm.post("create-lead", one.row());
            assertThat(answer.status()).as(one.error()).isEqualTo(400);
            assertThat(answer.body().path("error").asText()).isEqualTo(one.error());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "create-leads-bulk, leads, 100",
        "import-contacts-bulk, contacts, 500",
        "create-deals-bulk, deals, 100",
    })
    void batchesHaveTheirLimit(String function, String field, int most) {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray(field);
        for (int i = 0; i < most; i++) {
            rows.addObject();
        }
        Answer full = crm.post(function, body);
        rows.addObject();
        Answer over = crm.post(function, body);
        Answer absent = crm.post(function, Json.object());
        Answer wrong = crm.post(function, Json.object().put(field, "x"));

        assertThat(full.ok().at("/summary/failed").asInt()).isEqualTo(most);
        assertThat(over.status()).isEqualTo(400);
        assertThat(over.body().path("error").asText()).isEqualTo("Maximum batch size is " + most + " " + field);
        assertThat(absent.status()).isEqualTo(400);
        assertThat(absent.body().path("error").asText()).isEqualTo(field + " is required");
        assertThat(wrong.body().path("error").asText()).isEqualTo(field + " is required");
    }
}
