package com.connectgain.infra.local;

import static com.connectgain.infra.local.TestCloud.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.handlers.Seen;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(TestCloud.Shared.class)
class EventSourceTest {

    private final TestCloud cloud;

    EventSourceTest(TestCloud cloud) {
        this.cloud = cloud;
    }

    @AfterEach
    void resetClock() {
        cloud.send("DELETE", "/_sandbox/clock", "");
    }

    private void send(String text, boolean bad, int delaySeconds) {
        cloud.cloud
                .clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(cloud.queueUrl("WorkQueue"))
                        .messageBody("{\"text\":\"" + text + "\",\"bad\":" + bad + "}")
                        .delaySeconds(delaySeconds));
    }

    private void put(String pk, String sk, String table) {
        cloud.cloud
                .clients()
                .dynamo()
                .putItem(request -> request.tableName(cloud.table())
                        .item(Map.of(
                                "pk", AttributeValue.fromS(pk),
                                "sk", AttributeValue.fromS(sk),
                                "tbl", AttributeValue.fromS(table))));
    }

    private void awaitIdle() {
        JsonNode answer = cloud.json("GET", "/_sandbox/idle?timeout_ms=10000", "");
        assertThat(answer.path("idle").asBoolean()).as(answer.toString()).isTrue();
    }

    @Test
    void failedMessageComesAgainAndThenToTheDeadLetters() {
        String good = UUID.randomUUID().toString();
        String bad = UUID.randomUUID().toString();
        int before = cloud.queue("WorkQueue").path("dead_letters").asInt();
        send(good, false, 0);
        send(bad, true, 0);
        await(() -> Seen.messages(good) == 1 && Seen.messages(bad) == 1);
        await(() -> cloud.queue("WorkQueue").path("in_flight").asInt() == 1);
        assertThat(cloud.send("GET", "/_sandbox/idle?timeout_ms=50", "").statusCode())
                .isEqualTo(504);
        cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT3M\"}");
        await(() -> Seen.messages(bad) == 2);
        await(() -> cloud.queue("WorkQueue").path("in_flight").asInt() == 1);
        cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT3M\"}");
        await(() -> cloud.queue("WorkQueue").path("dead_letters").asInt() == before + 1);
        assertThat(Seen.messages(good)).isEqualTo(1);
        assertThat(Seen.messages(bad)).isEqualTo(2);
    }

    @Test
    void delayedMessageFollowsTheMovedClock() {
        String text = UUID.randomUUID().toString();
        send(text, false, 600);
        await(() -> cloud.queue("WorkQueue").path("delayed").asInt() == 1);
        awaitIdle();
        cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT5M\"}");
        assertThat(cloud.queue("WorkQueue").path("delayed").asInt()).isEqualTo(1);
        assertThat(Seen.messages(text)).isZero();
        cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT5M\"}");
        awaitIdle();
        assertThat(Seen.messages(text)).isEqualTo(1);
    }

    @Test
    void burstIsHandledOnceEach() {
        List<String> texts = IntStream.range(0, 60)
                .mapToObj(index -> "burst-" + UUID.randomUUID())
                .toList();
        texts.parallelStream().forEach(text -> send(text, false, 0));
        awaitIdle();
        assertThat(texts).allMatch(text -> Seen.messages(text) == 1);
    }

    @Test
    void streamKeepsOrderAndFilters() {
        String pk = UUID.randomUUID().toString();
        for (int index = 0; index < 40; index++) {
            put(pk, "%03d".formatted(index), index % 2 == 0 ? "rows" : "other");
        }
        awaitIdle();
        assertThat(Seen.rows(pk)).hasSize(20).isSorted().allMatch(sk -> Integer.parseInt(sk) % 2 == 0);
        JsonNode record = Seen.RECORDS.stream()
                .filter(seen -> seen.path("dynamodb")
                        .path("Keys")
                        .path("pk")
                        .path("S")
                        .asText()
                        .equals(pk))
                .findFirst()
                .orElseThrow();
        assertThat(record.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(record.path("eventSourceARN").asText()).contains("/stream/");
        assertThat(record.path("dynamodb")
                        .path("NewImage")
                        .path("tbl")
                        .path("S")
                        .asText())
                .isEqualTo("rows");
        assertThat(record.path("dynamodb").path("ApproximateCreationDateTime").isNumber())
                .isTrue();
    }

    @Test
    void poisonousRecordIsIsolatedAndReported() {
        String pk = UUID.randomUUID().toString();
        put(pk, "1", "rows");
        put(pk, "2", "poison");
        put(pk, "3", "rows");
        await(() -> Seen.rows(pk).equals(List.of("1", "3")));
        await(() -> cloud.queue("AbandonedQueue").path("dead_letters").asInt() == 1);
        String report = cloud.cloud
                .clients()
                .sqs()
                .receiveMessage(request ->
                        request.queueUrl(cloud.queueUrl("AbandonedQueue")).waitTimeSeconds(10))
                .messages()
                .getFirst()
                .body();
        assertThat(report).contains("RetryAttemptsExhausted", "\"batchSize\":1");
    }

    @Test
    void matchingUploadIsNotified() {
        String key = "recordings/" + UUID.randomUUID() + " ä.mp3";
        cloud.cloud
                .clients()
                .s3()
                .putObject(put -> put.bucket(cloud.bucket()).key("other/" + key), RequestBody.fromString("x"));
        cloud.cloud
                .clients()
                .s3()
                .putObject(put -> put.bucket(cloud.bucket()).key(key + ".txt"), RequestBody.fromString("x"));
        cloud.cloud.clients().s3().putObject(put -> put.bucket(cloud.bucket()).key(key), RequestBody.fromString("abc"));
        awaitIdle();
        assertThat(Seen.FILES).singleElement().satisfies(record -> {
            assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
            assertThat(record.path("s3").path("object").path("key").asText()).contains("recordings/", "+%C3%A4.mp3");
            assertThat(record.path("s3").path("object").path("size").asInt()).isEqualTo(3);
        });
    }

    @Test
    void tickRunsOneScheduleByAnyOfItsNames() {
        for (String name : new String[] {"nightly", "Nightly", "TickerYearly"}) {
            JsonNode answer = cloud.json("POST", "/_sandbox/tick", "{\"schedule\":\"" + name + "\"}");
            assertThat(answer.path("ran")).hasSize(1);
            assertThat(answer.path("ran").path(0).path("ok").asBoolean()).isTrue();
            assertThat(answer.path("ran").path(0).path("result").path("done").asInt())
                    .isPositive();
        }
        assertThat(Seen.TICKS).contains(com.connectgain.shared.http.Json.read("{\"job\":\"nightly\"}"));
        assertThat(cloud.json("POST", "/_sandbox/tick", "{\"schedule\":\"ticker\"}")
                        .path("ran"))
                .hasSize(2);
        assertThat(cloud.json("POST", "/_sandbox/tick", "{}").path("ran")).hasSize(2);
        assertThat(cloud.send("POST", "/_sandbox/tick", "{\"schedule\":\"nope\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void scheduleRunsByTheMovedClock() {
        int before = Seen.TICKS.size();
        cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"P1D\"}");
        await(() -> Seen.TICKS.size() > before);
        assertThat(Seen.TICKS.getLast().path("job").asText()).isEqualTo("nightly");
    }
}
