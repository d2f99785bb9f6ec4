package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.automations.ActionType;
import com.connectgain.shared.automations.TriggerType;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules are taken: every documented name, and nothing that could never run. */
@ExtendWith(CloudExtension.class)
class RuleCheckTest {

    /** The least that each kind of rule must say. */
    private static final Map<String, String> VALID = Map.of(
            "automation_rules",
                    "{\"trigger_type\":\"contact.created\",\"actions\":[{\"type\":\"CLOSE_CONVERSATION\"}]}",
            "task_automation_rules", "{\"trigger_type\":\"contact.created\",\"title_template\":\"x\"}",
            "escalation_rules", "{\"entity_type\":\"task\"}");

    private final Organization organization;

    RuleCheckTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
    }

    private static JsonNode file(String name) throws IOException {
        try (InputStream file = RuleCheckTest.class.getResourceAsStream("/automations/" + name)) {
            return Json.read(file);
        }
    }

    private static ObjectNode rule(String table) {
        return ((ObjectNode) Json.read(VALID.get(table))).put("name", "Rule");
    }

    private Client.Answer post(String table, ObjectNode rule) {
        return organization.client.as(organization.session, "POST", "/rest/v1/" + table, rule);
    }

    record Refusal(JsonNode content) {
        @Override
        public String toString() {
            return content.path("case").asText();
        }
    }

    static Stream<Refusal> refusals() throws IOException {
        return file("refusals.json").valueStream().map(Refusal::new);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void ruleThatCouldNeverRunIsRefused(Refusal refusal) {
        String table = refusal.content().path("table").asText();
        ObjectNode row = (ObjectNode) refusal.content().path("row");
        Client.Answer inserted = post(table, rule(table).setAll(row));
        String known = organization.insert(table, rule(table)).id();
        Client.Answer updated =
                organization.client.as(organization.session, "PATCH", "/rest/v1/" + table + "?id=eq." + known, row);

        for (Client.Answer answer : new Client.Answer[] {inserted, updated}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("message").asText())
                    .matches(refusal.content().path("message").asText());
        }
    }

    static Stream<String> triggers() throws IOException {
        return file("vocabulary.json").path("triggers").valueStream().map(JsonNode::asText);
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void documentedTriggerIsTaken(String trigger) {
        ObjectNode rule = rule("automation_rules").put("trigger_type", trigger);
        rule.putObject("trigger_config").put("field", "birthday");
        assertThat(post("automation_rules", rule).status()).isEqualTo(201);
        boolean timed = TriggerType.isByTheClock(trigger);
        assertThat(post("task_automation_rules", rule("task_automation_rules").put("trigger_type", trigger))
                        .status())
                .isEqualTo(timed ? 400 : 201);
    }

    @Test
    void documentedActionsAreTaken() throws IOException {
        for (JsonNode action : file("vocabulary.json").path("actions")) {
            ObjectNode rule = rule("automation_rules");
            rule.putArray("actions").add(action);
            assertThat(post("automation_rules", rule).status())
                    .as(action.toString())
                    .isEqualTo(201);
        }
    }

    @Test
    void everyActionIsCarriedOutInSomeCase() throws IOException {
        Set<ActionType> left = EnumSet.allOf(ActionType.class);
        file("cases.json")
                .valueStream()
                .filter(content -> content.path("runs").path(0).asText().equals("success"))
                .flatMap(content -> content.path("rules").valueStream())
                .flatMap(rule -> rule.path("actions").valueStream())
                .forEach(
                        action -> ActionType.named(action.path("type").asText()).ifPresent(left::remove));

        assertThat(left).isEmpty();
    }

    @Test
    void ruleThatIsOnlyRehearsedIsCheckedAsWell() {
        ObjectNode body = Json.object();
        body.set("rule", rule("automation_rules").put("trigger_type", "moon.full"));
        Client.Answer answer =
                organization.client.as(organization.session, "POST", "/functions/v1/automation-test", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().body()).contains("trigger_type must be one of");
    }

    private Client.Answer rehearse(ObjectNode rule, String event) {
        ObjectNode body = Json.object().put("event_type", event);
        body.set("rule", rule);
        return organization.client.as(organization.session, "POST", "/functions/v1/automation-test", body);
    }

    @ParameterizedTest
    @CsvSource({
        "message_actions.received, message_actions.received",
        "TASK_DUE, task.overdue",
        "DEAL_STAGE_CHANGED, deal.stage.changed",
        "MESSAGE_CREATED, message.received"
    })
    void rehearsalIsOfTheEventThatTheRuleWillHear(String written, String type) {
        JsonNode answer = rehearse(rule("automation_rules"), written).ok();

        assertThat(answer.path("event_type").asText()).isEqualTo(type);
        assertThat(answer.has("warning")).isFalse();
    }

    @Test
    void rehearsalOfWhatNeverHappensIsRefused() {
        Client.Answer answer = rehearse(rule("automation_rules"), "moon.full");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).startsWith("event_type must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual.shortcut", "FACEBOOK_COMMENT"})
    void rehearsalSaysThatNothingSetsARuleOff(String trigger) {
        ObjectNode rule = rule("automation_rules").put("trigger_type", trigger);

        assertThat(rehearse(rule, trigger).ok().path("warning").asText()).isNotEmpty();
    }
}
