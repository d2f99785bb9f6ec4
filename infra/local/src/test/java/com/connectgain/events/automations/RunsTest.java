package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How rules run when deliveries repeat, functions die, others fail, and rules set each other off. */
@ExtendWith(CloudExtension.class)
class RunsTest {

    private final Organization organization;
    private final Row contact;

    RunsTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
        this.contact = organization.contact("Jane");
        organization.idle();
    }

    @AfterEach
    void resetClock() {
        organization.cloud.clock().reset();
    }

    private JsonNode result(Row rule, Event event, int index) {
        return organization.execution(rule, event).get("action_results").path(index);
    }

    @Test
    void eventThatIsDeliveredAgainRunsItsRuleOnce() {
        Row rule = organization.rule(
                "contact.updated",
                "[]",
                "[{\"type\":\"CREATE_TASK\",\"title\":\"Once\"},{\"type\":\"HTTP_REQUEST\",\"url\":\"%s\"}]"
                        .formatted(organization.sink()));
        Event event = organization.event("contact.updated", contact);
        for (int delivery = 0; delivery < 4; delivery++) {
            organization.hear(event);
        }
        organization.idle();

        assertThat(organization.all("tasks")).hasSize(1);
        assertThat(organization.calls()).hasSize(1);
        Row counted = organization.again(rule);
        assertThat(counted.get("execution_count").asInt()).isEqualTo(1);
        assertThat(counted.get("success_count").asInt()).isEqualTo(1);
        assertThat(counted.find("last_executed_at")).isPresent();
    }

    @Test
    void runThatDiedBetweenTwoActionsGoesOnWhereItWas() {
        Row rule = organization.rule(
                "contact.updated",
                "[]",
                ("[{\"type\":\"CREATE_TASK\",\"title\":\"First\"},{\"type\":\"HTTP_REQUEST\",\"url\":\"%s\"},"
                                + "{\"type\":\"ADD_TAG\",\"tags\":[\"last\"]}]")
                        .formatted(organization.sink()));
        organization.client.call(
                "POST",
                "/_sandbox/kill",
                Json.object().put("function", "automation-worker").put("after", "provider-call"));
        Event event = organization.event("contact.updated", contact);
        organization.hear(event);
        Organization.await("the call", () -> organization.calls().size() == 1);
        Organization.await(
                "the first action is kept",
                () -> organization
                                .executions(rule)
                                .getFirst()
                                .get("action_results")
                                .size()
                        == 1);
        assertThat(organization.again(contact).get("tags")).isEmpty();

        organization.cloud.clock().advance(Duration.ofMinutes(15));
        Organization.await(
                "the run ends",
                () -> "success".equals(organization.execution(rule, event).text("status")));

        assertThat(organization.all("tasks")).hasSize(1);
        assertThat(organization.again(contact).get("tags")).hasSize(1);
        JsonNode calls = organization.calls();
        assertThat(calls).hasSize(2);
        assertThat(calls.path(0).at("/headers/idempotency-key"))
                .isEqualTo(calls.path(1).at("/headers/idempotency-key"));
    }

    @Test
    void failedCallIsTriedAgainAlone() {
        organization.fail(1);
        Row rule = organization.rule(
                "contact.updated",
                "[]",
                "[{\"type\":\"HTTP_REQUEST\",\"url\":\"%s\"},{\"type\":\"CREATE_TASK\",\"title\":\"Next\"}]"
                        .formatted(organization.sink()));
        Event event = organization.event("contact.updated", contact);
        organization.hearAndWait(event);
        assertThat(organization.execution(rule, event).text("status")).isEqualTo("running");
        assertThat(result(rule, event, 0).path("status").asText()).isEqualTo("retrying");
        assertThat(result(rule, event, 1).path("status").asText()).isEqualTo("success");

        organization.advance(Duration.ofMinutes(1));
        Organization.await(
                "success",
                () -> "success".equals(organization.execution(rule, event).text("status")));

        assertThat(organization.calls()).hasSize(2);
        assertThat(organization.all("tasks")).hasSize(1);
        assertThat(organization.execution(rule, event).get("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void callThatFailsThreeTimesIsGivenUpAndTold() {
        organization.fail(99);
        Row rule = organization.rule(
                "contact.updated", "[]", "[{\"type\":\"HTTP_REQUEST\",\"url\":\"%s\"}]".formatted(organization.sink()));
        Event event = organization.event("contact.updated", contact);
        organization.hear(event);
        for (int attempt = 1; attempt <= 3; attempt++) {
            int made = attempt;
            Organization.await("attempt " + attempt, () -> organization.calls().size() == made);
            organization.idle();
            organization.advance(Duration.ofMinutes(3));
        }
        Organization.await(
                "given up",
                () -> "failed".equals(organization.execution(rule, event).text("status")));

        organization.idle();
        assertThat(organization.calls()).hasSize(3);
        assertThat(organization.execution(rule, event).text("error_message")).contains("503");
        assertThat(organization.again(rule).get("failure_count").asInt()).isEqualTo(1);
        assertThat(organization.notifications("automation_failed")).hasSize(1);
    }

    @Test
    void credentialNeverReachesTheLog() {
        organization.insert(
                "organization_secrets", Json.object().put("name", "erp_key").put("value", "s3cr3t-value"));
        Row rule = organization.rule(
                "contact.updated",
                "[]",
                ("[{\"type\":\"HTTP_REQUEST\",\"url\":\"%s/{{erp_key}}\",\"headers\":{\"Authorization\":\"{{erp_key}}\"},"
                    + "\"body\":{\"key\":\"{{erp_key}}\"}}]")
                        .formatted(organization.sink()));
        Event event = organization.event("contact.updated", contact);
        organization.hearAndWait(event);

        assertThat(organization.calls().path(0).at("/headers/authorization").asText())
                .isEqualTo("s3cr3t-value");
        assertThat(organization.execution(rule, event).values().toString()).doesNotContain("s3cr3t-value");
    }

    @Test
    void concurrentRoundRobinGivesEverybodyTheSame() {
        organization.excuseOwner();
        List<Row> agents = new ArrayList<>();
        for (int agent = 0; agent < 4; agent++) {
            agents.add(organization.member("Agent" + agent));
        }
        List<Row> tasks = new ArrayList<>();
        for (int task = 0; task < 20; task++) {
            tasks.add(organization.insert("tasks", Json.object().put("title", "Task " + task)));
        }
        organization.idle();
        organization.rule("task.created", "[]", "[{\"type\":\"AUTO_ASSIGN_TASK\"}]");
        tasks.forEach(task -> organization.hear(organization.event("task.created", task)));
        organization.idle();

        Map<String, Long> shares = organization.all("tasks").stream()
                .collect(
                        Collectors.groupingBy(task -> String.valueOf(task.text("assignee_id")), Collectors.counting()));
        assertThat(shares)
                .hasSize(4)
                .allSatisfy((agent, share) -> assertThat(share).isEqualTo(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ASSIGN_CONTACT\",\"assignee_id\":\"%member\"}",
                "{\"type\":\"CREATE_TASK\",\"title\":\"x\",\"assignee_id\":\"%member\"}",
                "{\"type\":\"NOTIFY_USER\",\"title\":\"x\",\"user_id\":\"%member\"}",
                "{\"type\":\"ADD_TAG\",\"tags\":[\"x\"],\"contact_id\":\"%contact\"}",
                "{\"type\":\"CREATE_DEAL\",\"title\":\"x\",\"contact_id\":\"%contact\"}",
                "{\"type\":\"UPDATE_FIELD\",\"field\":\"contact.company_id\",\"value\":\"%company\"}",
                "{\"type\":\"ENROLL_IN_SEQUENCE\",\"sequence_id\":\"%sequence\"}",
                "{\"type\":\"START_FLOW\",\"flow_id\":\"%flow\"}",
                "{\"type\":\"SEND_MESSAGE\",\"content\":\"x\",\"channel_account_id\":\"%channel\"}",
                "{\"type\":\"REPLY_MESSAGE\",\"template_id\":\"%template\"}",
                "{\"type\":\"CREATE_TICKET\",\"title\":\"x\",\"project_id\":\"%project\"}"
            })
    void idOfAnotherOrganizationIsRefused(String action) {
        Organization other = new Organization(organization.cloud);
        String filled = action.replace("%member", other.owner)
                .replace("%contact", other.contact("Foreign").id())
                .replace(
                        "%company",
                        other.insert("companies", Json.object().put("name", "Foreign"))
                                .id())
                .replace(
                        "%sequence",
                        other.insert("sequences", Json.object().put("name", "F").put("status", "active"))
                                .id())
                .replace(
                        "%flow",
                        other.insert("bot_flows", Json.object().put("name", "F").put("status", "PUBLISHED"))
                                .id())
                .replace(
                        "%channel",
                        other.conversation(other.contact("Two"), "TELEGRAM").text("channel_account_id"))
                .replace(
                        "%template",
                        other.insert("templates", Json.object().put("name", "F").put("text", "x"))
                                .id())
                .replace(
                        "%project",
                        other.insert("projects", Json.object().put("name", "F")).id());
        Row rule = organization.rule("contact.updated", "[]", "[" + filled + "]");
        Event event = organization.event("contact.updated", contact);
        organization.hearAndWait(event);

        assertThat(organization.execution(rule, event).text("status")).isEqualTo("failed");
        assertThat(result(rule, event, 0).path("attempts").asInt()).isEqualTo(1);
        assertThat(other.all("notifications")).isEmpty();
        assertThat(other.all("deals")).isEmpty();
    }

    @Test
    void ruleDoesNotSetItselfOff() {
        Row rule = organization.rule(
                "contact.updated",
                "[]",
                "[{\"type\":\"UPDATE_FIELD\",\"field\":\"contact.job_title\",\"value\":\"{{now}}\"}]");
        organization.client.as(
                organization.session,
                "PATCH",
                "/rest/v1/contacts?id=eq." + contact.id(),
                Json.object().put("city", "Cairo"));
        Organization.await(
                "the stream told of it", () -> organization.executions(rule).size() == 2);
        organization.idle();

        assertThat(organization.executions(rule))
                .extracting(run -> run.text("status"))
                .containsExactlyInAnyOrder("success", "skipped");
        assertThat(organization.again(contact).find("job_title")).isPresent();
    }

    @Test
    void rulesThatSetEachOtherOffStopOfThemselves() {
        Row first = organization.rule("contact.updated", "[]", "[{\"type\":\"ADD_TAG\",\"tags\":[\"{{now}}\"]}]");
        Row second = organization.rule(
                "contact.tag.updated",
                "[]",
                "[{\"type\":\"UPDATE_FIELD\",\"field\":\"contact.city\",\"value\":\"{{event.id}}\"}]");
        organization.client.as(
                organization.session,
                "PATCH",
                "/rest/v1/contacts?id=eq." + contact.id(),
                Json.object().put("country", "EG"));
        Organization.await("both ran", () -> !organization.executions(second).isEmpty());
        organization.idle();

        assertThat(organization.executions(first))
                .filteredOn(run -> "success".equals(run.text("status")))
                .hasSize(1);
        assertThat(organization.executions(second))
                .filteredOn(run -> "success".equals(run.text("status")))
                .hasSize(1);
    }

    @Test
    void chainOfMoreThanFiveRulesIsStoppedAndTold() {
        Row rule = organization.rule("contact.updated", "[]", "[{\"type\":\"ADD_TAG\",\"tags\":[\"x\"]}]");
        String[] causes = {Ids.next(), Ids.next(), Ids.next(), Ids.next(), Ids.next()};
        Event event = organization.event("contact.updated", contact, causes);
        organization.hearAndWait(event);

        Row run = organization.execution(rule, event);
        assertThat(run.text("status")).isEqualTo("skipped");
        assertThat(run.text("error_message")).contains("more than 5");
        assertThat(run.get("depth").asInt()).isEqualTo(5);
        assertThat(organization.again(contact).get("tags")).isEmpty();
    }

    @Test
    void delayedActionWaitsForItsTime() {
        Row rule = organization.rule(
                "call.processed",
                "[]",
                "[{\"type\":\"CREATE_TASK\",\"title\":\"Ask how the call was\",\"delay_minutes\":10}]");
        ObjectNode data = Json.object().put("contact_id", contact.id());
        Event event = Organization.event(organization.id, "call.processed", "call_records", Ids.next(), data);
        organization.hearAndWait(event);
        assertThat(result(rule, event, 0).path("status").asText()).isEqualTo("scheduled");
        organization.tick();
        assertThat(organization.all("tasks")).isEmpty();

        organization.advance(Duration.ofMinutes(11));
        organization.tick();
        Organization.await("the task", () -> organization.all("tasks").size() == 1);
        organization.tick();
        Organization.await(
                "the log", () -> result(rule, event, 0).path("status").asText().equals("success"));
        assertThat(organization.all("tasks")).hasSize(1);
        assertThat(organization.all("automation_delayed_actions"))
                .extracting(row -> row.text("status"))
                .containsExactly("done");
    }

    @Test
    void credentialSaysWhenItWasUsedLast() {
        Row secret = organization.insert(
                "organization_secrets", Json.object().put("name", "erp_key").put("value", "s3cr3t-value"));
        organization.rule(
                "contact.updated",
                "[]",
                "[{\"type\":\"HTTP_REQUEST\",\"url\":\"%s\",\"headers\":{\"X-Key\":\"{{erp_key}}\"}}]"
                        .formatted(organization.sink()));
        organization.hearAndWait(organization.event("contact.updated", contact));
        String first = organization.again(secret).text("last_used_at");
        assertThat(first).isNotNull();

        organization.hearAndWait(organization.event("contact.updated", contact));
        assertThat(organization.again(secret).text("last_used_at")).isEqualTo(first);

        organization.advance(Duration.ofMinutes(2));
        organization.hearAndWait(organization.event("contact.updated", contact));
        assertThat(organization.again(secret).text("last_used_at")).isGreaterThan(first);
        assertThat(organization.calls()).hasSize(3);
    }

    @Test
    void configuredWebhookIsCalledAsForItsOwnEvents() {
        ObjectNode settings =
                Json.object().put("name", "ERP").put("url", organization.sink()).put("secret", "whisper");
        settings.putArray("events").add("deal.created");
        Row webhook = organization.insert("webhook_configurations", settings);
        Row rule = organization.rule(
                "contact.updated", "[]", "[{\"type\":\"SEND_WEBHOOK\",\"webhook_id\":\"%s\"}]".formatted(webhook.id()));
        Event event = organization.event("contact.updated", contact);
        organization.hearAndWait(event);
        organization.hearAndWait(event);

        assertThat(organization.execution(rule, event).text("status")).isEqualTo("success");
        assertThat(organization.calls()).hasSize(1);
        JsonNode call = organization.calls().path(0);
        assertThat(call.at("/headers/x-webhook-event").asText()).isEqualTo("contact.updated");
        assertThat(call.at("/headers/x-webhook-signature").asText())
                .isEqualTo(Hashes.hmacSha256Hex("whisper", Json.bytes(call.path("body"))));
        assertThat(call.at("/headers/webhook-signature").asText()).startsWith("v1,");
        assertThat(call.at("/body/data/contact/id").asText()).isEqualTo(contact.id());
        assertThat(organization.all("webhook_logs"))
                .extracting(log -> log.text("webhook_id"))
                .containsExactly(webhook.id());
    }

    @Test
    void pausedWebhookIsNotCalled() {
        ObjectNode settings =
                Json.object().put("name", "ERP").put("url", organization.sink()).put("is_active", false);
        settings.putArray("events").add("*");
        Row webhook = organization.insert("webhook_configurations", settings);
        Row rule = organization.rule(
                "contact.updated", "[]", "[{\"type\":\"SEND_WEBHOOK\",\"webhook_id\":\"%s\"}]".formatted(webhook.id()));
        Event event = organization.event("contact.updated", contact);
        organization.hearAndWait(event);

        assertThat(organization.execution(rule, event).text("error_message")).contains("The webhook ERP is not active");
        assertThat(organization.calls()).isEmpty();
    }

    @Test
    void delayedActionOfARuleThatWasSwitchedOffIsCancelled() {
        Row rule = organization.rule(
                "contact.updated",
                "[]",
                "[{\"type\":\"CREATE_TASK\",\"title\":\"Later\",\"delay\":{\"amount\":3,\"unit\":\"days\"}}]");
        organization.hearAndWait(organization.event("contact.updated", contact));
        organization.store().update(organization.again(rule), Json.object().put("is_active", false));
        organization.advance(Duration.ofDays(3).plusMinutes(1));
        organization.tick();
        Organization.await(
                "cancelled",
                () -> organization
                        .all("automation_delayed_actions")
                        .getFirst()
                        .text("status")
                        .equals("cancelled"));

        assertThat(organization.all("tasks")).isEmpty();
    }

    @Test
    void testRunTellsWhatWouldBeDoneAndDoesNothing() {
        Row rule = organization.rule(
                "contact.updated",
                "[{\"field\":\"first_name\",\"operator\":\"equals\",\"value\":\"jane\"}]",
                ("[{\"type\":\"CREATE_TASK\",\"title\":\"Call"
                                + " {{contact.name}}\"},{\"type\":\"HTTP_REQUEST\",\"url\":\"%s\"},"
                                + "{\"type\":\"AUTO_ASSIGN_CONTACT\"},{\"type\":\"COMPLETE_TASK\"}]")
                        .formatted(organization.sink()));
        Client.Answer answer = organization.client.as(
                organization.session,
                "POST",
                "/functions/v1/automation-test",
                Json.object().put("rule_id", rule.id()).put("table", "contacts").put("entity_id", contact.id()));

        JsonNode told = answer.ok();
        assertThat(told.path("matched").asBoolean()).isTrue();
        assertThat(told.at("/actions/0/task/title").asText()).isEqualTo("Call Jane Doe");
        assertThat(told.at("/actions/1/valid").asBoolean()).isTrue();
        assertThat(told.at("/actions/3/valid").asBoolean()).isFalse();
        organization.idle();
        assertThat(organization.all("tasks")).isEmpty();
        assertThat(organization.calls()).isEmpty();
        assertThat(organization.executions(rule)).isEmpty();
        assertThat(organization.again(contact).find("assignee_id")).isEmpty();
    }
}
