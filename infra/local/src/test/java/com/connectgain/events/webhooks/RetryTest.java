package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of deliveries that fail, over days of the moved clock. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryTest {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private Hooks hooks;
    private String sink;
    private String webhook;

    @BeforeAll
    void setUp(LocalCloud cloud) {
        hooks = new Hooks(cloud);
    }

    @AfterEach
    void settle() {
        hooks.settle();
    }

    private void subscribe() {
        sink = Hooks.newSink();
        webhook = hooks.insertByKey(sink).path("id").asText();
    }

    @Test
    void sinkThatFailsSixTimesGetsTheEventAtTheDocumentedTimes() {
        subscribe();
        hooks.fail(sink, 503, 6);
        hooks.contact("Late");

        for (int attempt = 1; attempt <= 6; attempt++) {
            hooks.received(sink, attempt);
            hooks.idle();
            Duration wait = WAITS.get(attempt - 1);
            if (wait.compareTo(Duration.ofMinutes(1)) > 0) {
                hooks.advance(wait.multipliedBy(3).dividedBy(4));
                hooks.tick();
                hooks.idle();
                assertThat(hooks.calls(sink)).as("not before its time").hasSize(attempt);
            }
            hooks.advance(wait.dividedBy(2));
            hooks.tick();
        }
        List<JsonNode> calls = hooks.received(sink, 7);
        hooks.idle();

        assertThat(hooks.calls(sink)).hasSize(7);
        assertThat(calls)
                .extracting(call -> Hooks.header(call, "webhook-id"))
                .containsOnly(Hooks.header(calls.getFirst(), "webhook-id"));
        assertThat(calls)
                .extracting(call -> Hooks.header(call, "X-Webhook-Delivery"))
                .containsOnly(Hooks.header(calls.getFirst(), "X-Webhook-Delivery"));
        assertThat(calls)
                .extracting(call -> call.path("raw").asText())
                .containsOnly(calls.getFirst().path("raw").asText());
        assertThat(hooks.log(webhook))
                .extracting(log -> log.get("attempt").asInt() + " " + log.text("status"))
                .containsExactly("1 failed", "2 failed", "3 failed", "4 failed", "5 failed", "6 failed", "7 success");
        assertThat(hooks.letters(webhook)).singleElement().satisfies(letter -> {
            assertThat(letter.text("status")).isEqualTo("resolved");
            assertThat(letter.get("attempts").asInt()).isEqualTo(7);
        });
        for (int attempt = 1; attempt < 7; attempt++) {
            Duration waited = Duration.between(at(calls.get(attempt - 1)), at(calls.get(attempt)));
            Duration wait = WAITS.get(attempt - 1);
            assertThat(waited).isGreaterThanOrEqualTo(wait.multipliedBy(8).dividedBy(10));
            assertThat(waited).isLessThan(wait.multipliedBy(13).dividedBy(10).plusSeconds(60));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void receiverThatAsksForTimeIsGivenIt(boolean asDate) {
        subscribe();
        Duration asked = Duration.ofMinutes(20);
        Instant until = Instant.parse(hooks.client
                        .call("GET", "/_sandbox/clock", null)
                        .body()
                        .path("now")
                        .asText())
                .plus(asked);
        hooks.askToWait(
                sink,
                asDate
                        ? DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC))
                        : Long.toString(asked.toSeconds()));
        hooks.contact("Patient");
        hooks.received(sink, 1);
        hooks.idle();

        hooks.advance(asked.minusMinutes(2));
        hooks.tick();
        hooks.idle();
        assertThat(hooks.calls(sink)).as("not before it was asked for").hasSize(1);
        hooks.advance(Duration.ofMinutes(3));
        hooks.tick();

        assertThat(hooks.received(sink, 2)).hasSize(2);
        assertThat(hooks.log(webhook))
                .extracting(log -> log.get("attempt").asInt() + " " + log.text("status"))
                .startsWith("1 failed");
    }

    @Test
    void nobodyIsGivenMoreThanADay() {
        subscribe();
        hooks.askToWait(sink, "99999999");
        hooks.contact("Impatient");
        hooks.received(sink, 1);
        hooks.idle();

        hooks.advance(Duration.ofHours(24).plusMinutes(1));
        hooks.tick();

        assertThat(hooks.received(sink, 2)).hasSize(2);
    }

    private static Instant at(JsonNode call) {
        return Instant.parse(call.path("at").asText());
    }

    @Test
    void deadEndpointEndsAsADeadLetterThatCanBeSentAgain() {
        subscribe();
        hooks.fail(sink, 0, 8);
        hooks.contact("Dead");
        for (int attempt = 1; attempt <= 8; attempt++) {
            hooks.received(sink, attempt);
            hooks.idle();
            if (attempt < 8) {
                hooks.advance(WAITS.get(attempt - 1).multipliedBy(5).dividedBy(4));
                hooks.tick();
            }
        }

        assertThat(hooks.letters(webhook))
                .singleElement()
                .satisfies(letter -> assertThat(letter.text("status")).isEqualTo("dead"));
        List<Row> log = hooks.log(webhook);
        assertThat(log).hasSize(8).allMatch(row -> row.text("status").equals("failed"));
        assertThat(hooks.rows("notifications"))
                .anyMatch(notice ->
                        notice.text("kind").equals("webhook_failing") && webhook.equals(notice.text("entity_id")));
        String logId = log.getLast().id();

        JsonNode answer = hooks.function("webhook-retry", Json.object().put("logId", logId))
                .ok();

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("status_code").asInt()).isEqualTo(200);
        assertThat(hooks.calls(sink)).hasSize(9);
        assertThat(hooks.letters(webhook).getFirst().text("status")).isEqualTo("resolved");
        assertThat(hooks.row("webhook_configurations", webhook).find("failing_since"))
                .isEmpty();
        Answer twice = hooks.function("webhook-retry", Json.object().put("logId", logId));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.body().path("error").asText()).isEqualTo("Delivery already succeeded");
    }

    @Test
    void refusalIsFinalUntilSomebodyRedrivesIt() {
        subscribe();
        hooks.fail(sink, 410, 1);
        hooks.contact("Gone");
        hooks.received(sink, 1);
        hooks.idle();
        hooks.advance(Duration.ofDays(2));
        hooks.tick();
        hooks.idle();
        assertThat(hooks.calls(sink)).hasSize(1);
        assertThat(hooks.letters(webhook).getFirst().text("status")).isEqualTo("dead");

        JsonNode answer = hooks.function("webhook-retry", Json.object().put("webhookId", webhook))
                .ok();

        assertThat(answer.path("queued").asInt()).isEqualTo(1);
        hooks.received(sink, 2);
        hooks.idle();
        assertThat(hooks.letters(webhook).getFirst().text("status")).isEqualTo("resolved");
    }

    @Test
    void webhookThatFailsForFiveDaysIsPaused() {
        subscribe();
        hooks.fail(sink, 500, 1000);
        hooks.contact("First");
        hooks.received(sink, 1);
        hooks.idle();
        hooks.advance(Duration.ofDays(5).plusMinutes(1));
        hooks.contact("Second");
        Hooks.await(
                () -> hooks.row("webhook_configurations", webhook).is("is_active") ? null : true, () -> "the pause");
        hooks.idle();
        int calls = hooks.calls(sink).size();

        hooks.contact("Third");
        hooks.advance(Duration.ofDays(1));
        hooks.tick();
        hooks.idle();

        assertThat(hooks.calls(sink)).hasSize(calls);
        assertThat(hooks.row("webhook_configurations", webhook).text("paused_reason"))
                .contains("five days");
        assertThat(hooks.rows("notifications"))
                .filteredOn(notice -> notice.text("kind").equals("webhook_paused"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text("entity_id")).isEqualTo(webhook));
        assertThat(hooks.letters(webhook))
                .allMatch(letter -> letter.text("status").equals("dead"));
    }

    @Test
    void dispatcherThatDiesDuringACallLosesNothing() {
        subscribe();
        hooks.sandbox(
                "kill", Json.object().put("function", "webhook-dispatcher").put("after", "provider-call"));
        hooks.contact("Survivor");
        Hooks.await(() -> hooks.busyQueue("DeliveryQueue", "WebhookQueue") ? true : null, () -> "the crash");
        for (int minute = 0; minute < 10 && hooks.log(webhook).isEmpty(); minute++) {
            hooks.advance(Duration.ofSeconds(125));
            hooks.idleWithin(Duration.ofSeconds(2));
        }

        assertThat(hooks.log(webhook))
                .singleElement()
                .satisfies(log -> assertThat(log.text("status")).isEqualTo("success"));
        List<JsonNode> calls = hooks.calls(sink);
        assertThat(calls)
                .isNotEmpty()
                .extracting(call -> Hooks.header(call, "webhook-id"))
                .containsOnly(Hooks.header(calls.getFirst(), "webhook-id"));
    }

    @Test
    void testReachesAPausedWebhookAndIsNeverRepeated() {
        subscribe();
        hooks.change("webhook_configurations", webhook, values -> values.put("is_active", false));
        hooks.fail(sink, 500, 1);

        JsonNode failed = hooks.function("webhook-test", Json.object().put("webhookId", webhook))
                .ok();
        JsonNode worked = hooks.function("webhook-test", Json.object().put("webhookId", webhook))
                .ok();

        assertThat(failed.path("success").asBoolean()).isFalse();
        assertThat(failed.path("status_code").asInt()).isEqualTo(500);
        assertThat(worked.path("success").asBoolean()).isTrue();
        assertThat(worked.path("response_body").asText()).contains("received");
        assertThat(hooks.log(webhook)).hasSize(2).allMatch(log -> log.is("is_test"));
        assertThat(hooks.letters(webhook)).isEmpty();
        assertThat(hooks.calls(sink))
                .allMatch(call -> call.at("/body/data/test").asBoolean());
        Answer unknown = hooks.function("webhook-test", Json.object().put("webhookId", hooks.organization));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("error").asText()).isEqualTo("Webhook not found");
    }
}
