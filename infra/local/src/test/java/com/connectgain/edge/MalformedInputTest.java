package com.connectgain.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.lambda.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class MalformedInputTest {

    private final Edge edge;

    MalformedInputTest(LocalCloud cloud) {
        this.edge = new Edge(cloud);
    }

    private ProbeFunction function(Function<Call, Response> work) {
        return new ProbeFunction(edge.kernel(), Endpoint.open("GET", "POST", "PATCH"), work);
    }

    private static Response echo(Call call) {
        return Response.ok(call.request().jsonObject());
    }

    private Response post(byte[] body) {
        return function(MalformedInputTest::echo).answer(Edge.request("POST", Map.of(), body));
    }

    @Test
    void bodyThatIsNotJsonIsABadRequest() {
        List<byte[]> bodies = List.of(
                "{".getBytes(StandardCharsets.UTF_8),
                "{} {}".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                "null".getBytes(StandardCharsets.UTF_8),
                "{\"a\":NaN}".getBytes(StandardCharsets.UTF_8),
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'},
                new byte[] {0, 0, 0, 1, 0, 0, 0, 2},
                new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF},
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                "{\"a\":1e99999}".getBytes(StandardCharsets.UTF_8),
                "{\"a\":1e-99999}".getBytes(StandardCharsets.UTF_8),
                ("{\"a\":" + "9".repeat(5000) + "}").getBytes(StandardCharsets.UTF_8));
        for (byte[] body : bodies) {
            Response response = post(body);
            assertThat(response.status()).as(start(body)).isEqualTo(400);
            assertThat(Edge.json(response).path("error").asText()).isEqualTo("Invalid JSON payload");
        }
    }

    private String start(byte[] body) {
        return new String(body, 0, Math.min(20, body.length), StandardCharsets.UTF_8);
    }

    @Test
    void failureOfOurOwnTellsNothingButItsRequest() {
        Response broken = function(call -> {
                    throw new IllegalStateException("password hunter2");
                })
                .answer(Edge.request("POST", Map.of()));
        Response overflown = function(call -> recurse(call)).answer(Edge.request("POST", Map.of()));

        for (Response response : List.of(broken, overflown)) {
            assertThat(response.status()).isEqualTo(500);
            assertThat(Edge.json(response).path("error").asText()).isEqualTo("Internal server error");
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("hunter2", "Exception");
            assertThat(response.headers()).containsKey("x-request-id");
        }
    }

    private static Response recurse(Call call) {
        return recurse(call).withHeader("a", "b");
    }

    @Test
    void wrongVerbIsNamed() {
        Response response = function(MalformedInputTest::echo).answer(Edge.request("DELETE", Map.of()));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("Allow", "GET, PATCH, POST");
    }

    @Test
    void lineBreaksDoNotLeaveInAHeader() throws IOException {
        JsonNode answer =
                invoke(call -> Response.empty(204).withHeader("X-Name", "a\r\nSet-Cookie: evil"), event("POST", ""));

        assertThat(answer.at("/headers/X-Name").asText()).isEqualTo("aSet-Cookie: evil");
    }

    @Test
    void headHasNoBodyAndTheStatusOfGet() throws IOException {
        JsonNode answer = invoke(call -> Response.ok(Json.object().put("a", 1)), event("HEAD", ""));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("body").asText()).isEmpty();
    }

    @Test
    void lowerCaseVerbIsUnderstood() throws IOException {
        assertThat(invoke(MalformedInputTest::echo, event("patch", "{}"))
                        .path("statusCode")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void brokenEscapesInTheQueryAreTakenAsTheyAre() throws IOException {
        String event = event("GET", "").replace("\"rawQueryString\":\"\"", "\"rawQueryString\":\"a=%zz&%=1&=&&b=%C3\"");

        JsonNode answer = invoke(
                call -> Response.ok(
                        Json.object().put("a", call.request().parameter("a").orElse(""))),
                event);

        assertThat(answer.path("body").asText()).isEqualTo("{\"a\":\"%zz\"}");
    }

    @Test
    void requestSaysWhatItCostLocally() {
        Response response = function(call -> {
                    edge.kernel().store().ping();
                    return Response.empty(204);
                })
                .answer(Edge.request("GET", Map.of()));

        assertThat(response.headers().get("X-DynamoDB-Cost")).startsWith("calls=1 ");
    }

    private static String event(String method, String body) {
        return "{\"rawPath\":\"/functions/v1/probe\",\"rawQueryString\":\"\",\"headers\":{},\"body\":"
                + Json.write(Json.nodes().textNode(body)) + ",\"isBase64Encoded\":false,"
                + "\"requestContext\":{\"requestId\":\"r1\",\"http\":{\"method\":\"" + method + "\"}}}";
    }

    private JsonNode invoke(Function<Call, Response> work, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function(work).handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, null);
        return Json.read(output.toString(StandardCharsets.UTF_8));
    }
}
