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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class RefusalsTest {

    /** {@code "@101"} in a case stands for a text of so many characters, {@code "%101"} for so many texts. */
    private static final Pattern LONG = Pattern.compile("\"([@%])(\\d+)\"");

    private final Crm crm;

    RefusalsTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
    }

    private record Case(JsonNode row, String error) {}

    private static List<Case> cases(String kind) throws IOException {
        return lines("/crm/refusals.txt")
                .filter(parts -> parts[0].equals(kind))
                .map(parts -> new Case(Json.read(parts[1]), parts[2]))
                .toList();
    }

    private static Stream<String[]> lines(String resource) throws IOException {
        try (InputStream file = RefusalsTest.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> LONG.matcher(line).replaceAll(RefusalsTest::spelledOut))
                    .map(line -> line.split(" \\| "));
        }
    }

    private static String spelledOut(MatchResult found) {
        int size = Integer.parseInt(found.group(2));
        return found.group(1).equals("@") ? '"' + "x".repeat(size) + '"' : "\"x\"" + ",\"x\"".repeat(size - 1);
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
        for (Case one : cases("contact")) {
            Answer answer = crm.post("create-lead", one.row());
            assertThat(answer.status()).as(one.error()).isEqualTo(400);
            assertThat(answer.body().path("error").asText()).isEqualTo(one.error());
        }
    }

    @Test
    void requestsAreRefusedAsAWhole() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (String[] parts : lines("/crm/refused-requests.txt").toList()) {
            Answer answer = crm.post(parts[0], parts[1]);
            softly.assertThat(answer.status() + " " + answer.body().path("error").asText())
                    .as(parts[0] + " " + parts[3])
                    .isEqualTo(parts[2] + " " + parts[3]);
            softly.assertThat(answer.body().path("message")).isEqualTo(answer.body().path("error"));
        }
        softly.assertAll();
        assertThat(crm.all("contacts")).isEmpty();
        assertThat(crm.all("messages")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"accepted-contact, create-leads-bulk, leads", "accepted-deal, create-deals-bulk, deals"})
    void whatIsJustWithinTheRulesIsTaken(String kind, String function, String field) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray(field);
        cases(kind).forEach(one -> rows.add(one.row()));

        JsonNode answer = crm.post(function, body).ok();

        assertThat(answer.path("results"))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.path("success").asBoolean())
                        .as(result.toString())
                        .isTrue());
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
