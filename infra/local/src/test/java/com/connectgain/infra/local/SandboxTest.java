package com.connectgain.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.sandbox.FaultyHttpClient;
import com.connectgain.infra.local.sandbox.KillSwitch;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(TestCloud.Shared.class)
class SandboxTest {

    private final TestCloud cloud;

    SandboxTest(TestCloud cloud) {
        this.cloud = cloud;
    }

    @BeforeEach
    void forget() {
        cloud.send("DELETE", "/_sandbox/calls", "");
        cloud.send("DELETE", "/_sandbox/faults", "");
    }

    @Test
    void callsAreRecordedInOrder() {
        cloud.send("POST", "/_sandbox/providers/meta/v21.0/1/messages?a=b", "{\"to\":\"x\"}", "X-Test", "1");
        cloud.send("GET", "/_sandbox/providers/telegram/bot1/getMe", "");
        JsonNode calls = cloud.json("GET", "/_sandbox/calls", "");
        assertThat(calls).hasSize(2);
        JsonNode first = calls.path(0);
        assertThat(first.path("provider").asText()).isEqualTo("meta");
        assertThat(first.path("method").asText()).isEqualTo("POST");
        assertThat(first.path("path").asText()).isEqualTo("/v21.0/1/messages?a=b");
        assertThat(first.path("headers").path("x-test").asText()).isEqualTo("1");
        assertThat(first.path("body").path("to").asText()).isEqualTo("x");
        assertThat(first.has("at")).isTrue();
        assertThat(cloud.json("GET", "/_sandbox/calls?provider=telegram", "")).hasSize(1);
        assertThat(cloud.json(
                        "GET", "/_sandbox/calls?since=" + first.path("seq").asLong(), ""))
                .hasSize(1);
        assertThat(cloud.send("POST", "/_sandbox/providers/unknown/x", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void sinkRecordsAnyMethod() {
        assertThat(cloud.send("PUT", "/_sandbox/sink/crm", "plain").statusCode())
                .isEqualTo(200);
        JsonNode call =
                cloud.json("GET", "/_sandbox/calls?provider=sink:crm", "").path(0);
        assertThat(call.path("method").asText()).isEqualTo("PUT");
        assertThat(call.path("body").asText()).isEqualTo("plain");
    }

    @Test
    void faultHitsTheNextCallsOnly() {
        cloud.send(
                "POST",
                "/_sandbox/faults",
                "{\"provider\":\"sink:f\",\"status\":503,\"times\":2,\"body\":{\"e\":1},\"path_contains\":\"/p\"}");
        assertThat(cloud.send("POST", "/_sandbox/sink/f/other", "").statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> failed = cloud.send("POST", "/_sandbox/sink/f/p", "");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(new String(failed.body())).isEqualTo("{\"e\":1}");
        assertThat(cloud.send("POST", "/_sandbox/sink/f/p", "").statusCode()).isEqualTo(503);
        assertThat(cloud.send("POST", "/_sandbox/sink/f/p", "").statusCode()).isEqualTo(200);
    }

    @Test
    void statusZeroDropsTheConnection() {
        cloud.send("POST", "/_sandbox/faults", "{\"provider\":\"sink:d\",\"status\":0,\"times\":1}");
        assertThatThrownBy(() -> cloud.send("POST", "/_sandbox/sink/d", "{}")).isInstanceOf(UncheckedIOException.class);
        assertThat(cloud.json("GET", "/_sandbox/calls?provider=sink:d", "")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"provider":"nobody","status":500}          | provider
        {"provider":"meta","status":99}             | status
        {"provider":"dynamodb","error":"Nonsense"}  | error
        {"provider":"meta","status":500,"times":0}  | times
        {"provider":"meta","status":500,"delay_ms":-1} | delay_ms
        {"status":500}                              | provider
        [1]                                         | object
        {                                           | JSON
        """)
    void senselessFaultIsRefused(String order, String named) {
        HttpResponse<byte[]> response = cloud.send("POST", "/_sandbox/faults", order);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body())).contains(named);
    }

    @Test
    void faultsReachFunctionsThroughTheSdk() {
        try (Clients clients = new Clients(
                cloud.cloud.clients().endpoints(),
                new FaultyHttpClient(Clients.newHttp(), cloud.cloud.faults(), () -> {}, () -> {}))) {
            Map<String, AttributeValue> item =
                    Map.of("pk", AttributeValue.fromS("fault"), "sk", AttributeValue.fromS("1"));
            awsFault("dynamodb", "InternalServerError", 1);
            clients.dynamo().putItem(put -> put.tableName(cloud.table()).item(item));
            awsFault("dynamodb", "Throttling", 1);
            clients.dynamo().putItem(put -> put.tableName(cloud.table()).item(item));
            awsFault("dynamodb", "Timeout", 1);
            clients.dynamo().putItem(put -> put.tableName(cloud.table()).item(item));
            awsFault("dynamodb", "TransactionConflict", 10);
            assertThat(clients.dynamo()
                            .getItem(get -> get.tableName(cloud.table()).key(item))
                            .hasItem())
                    .as("a plain read never conflicts")
                    .isTrue();
            assertThatThrownBy(() -> clients.dynamo()
                            .putItem(put -> put.tableName(cloud.table()).item(item)))
                    .isInstanceOf(TransactionConflictException.class);
            TransactWriteItem write = TransactWriteItem.builder()
                    .put(put -> put.tableName(cloud.table()).item(item))
                    .build();
            assertThatThrownBy(
                            () -> clients.dynamo().transactWriteItems(request -> request.transactItems(List.of(write))))
                    .isInstanceOfSatisfying(
                            TransactionCanceledException.class,
                            canceled -> assertThat(canceled.cancellationReasons()
                                            .getFirst()
                                            .code())
                                    .isEqualTo("TransactionConflict"));
            cloud.send("DELETE", "/_sandbox/faults", "");
            awsFault("sqs", "Throttling", 1);
            assertThat(clients.sqs().listQueues().queueUrls()).isNotEmpty();
            awsFault("s3", "InternalServerError", 10);
            assertThatThrownBy(() -> clients.s3().headBucket(head -> head.bucket(cloud.bucket())))
                    .isInstanceOf(S3Exception.class);
        }
    }

    private void awsFault(String service, String error, int times) {
        HttpResponse<byte[]> response = cloud.send(
                "POST",
                "/_sandbox/faults",
                "{\"provider\":\"%s\",\"error\":\"%s\",\"times\":%d}".formatted(service, error, times));
        assertThat(response.statusCode()).isEqualTo(204);
    }

    @Test
    void mailGetsAnId() {
        String mail = "{\"Destination\":{\"ToAddresses\":[\"a@example.com\"]},\"Content\":{\"Simple\":{}}}";
        assertThat(cloud.json("POST", "/_sandbox/providers/ses/v2/email/outbound-emails", mail)
                        .path("MessageId")
                        .asText())
                .isNotEmpty();
        assertThat(cloud.send("POST", "/_sandbox/providers/ses/v2/email/outbound-emails", "{}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void provisioningGivesOneKeyPerAddress() {
        String path = "/_sandbox/providers/n8n/webhook/connectGain-onSignup";
        String first = cloud.json("POST", path, "{\"email\":\"A@example.com\"}")
                .path("apiKey")
                .asText();
        assertThat(first).startsWith("appgain-sandbox-");
        assertThat(cloud.json("POST", path, "{\"email\":\"a@example.com\"}")
                        .path("apiKey")
                        .asText())
                .isEqualTo(first);
        assertThat(cloud.json("POST", path, "{\"email\":\"b@example.com\"}")
                        .path("apiKey")
                        .asText())
                .isNotEqualTo(first);
    }

    @Test
    void clockMovesForFunctions() {
        try {
            cloud.send("POST", "/_sandbox/clock", "{\"set\":\"2030-01-01T00:00:00Z\"}");
            assertThat(now()).startsWith("2030-01-01T00:00");
            cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT1H\"}");
            assertThat(now()).startsWith("2030-01-01T01:00");
            assertThat(cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"soon\"}")
                            .statusCode())
                    .isEqualTo(400);
        } finally {
            cloud.send("DELETE", "/_sandbox/clock", "");
        }
        assertThat(Instant.parse(now()))
                .isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(Duration.ofSeconds(10)));
    }

    private String now() {
        return cloud.json("GET", "/settings", "").path("now").asText();
    }

    @Test
    void channelWithoutProviderIsNotImplemented() {
        HttpResponse<byte[]> response =
                cloud.send("POST", "/_sandbox/inbound", "{\"channel\":\"pigeon\",\"from\":\"x\"}");
        assertThat(response.statusCode()).isEqualTo(501);
        assertThat(new String(response.body())).contains("pigeon");
        assertThat(cloud.send(
                                "POST",
                                "/_sandbox/status",
                                "{\"channel\":\"pigeon\",\"external_id\":\"1\",\"status\":\"sent\"}")
                        .statusCode())
                .isEqualTo(501);
        assertThat(cloud.send("POST", "/_sandbox/status", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void killStrikesTheNextProviderCallOfThatFunctionOnce() {
        assertThat(cloud.send("POST", "/_sandbox/kill", "{\"function\":\"Worker\",\"after\":\"provider-call\"}")
                        .statusCode())
                .isEqualTo(204);
        KillSwitch killSwitch = cloud.cloud.killSwitch();
        killSwitch.afterProviderCall("Echo");
        assertThatThrownBy(() -> killSwitch.afterProviderCall("Worker")).isInstanceOf(KillSwitch.Killed.class);
        killSwitch.afterProviderCall("Worker");
        assertThat(cloud.send("POST", "/_sandbox/kill", "{\"function\":\"Nobody\",\"after\":\"provider-call\"}")
                        .statusCode())
                .isEqualTo(404);
    }
}
