package com.connectgain.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCloud.Shared.class)
class GatewayTest {

    private final TestCloud cloud;

    GatewayTest(TestCloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void eventHasPayloadFormatTwo() {
        JsonNode event = cloud.json(
                        "GET", "/items/a%20b?x=1&x=2&y=%7B", "", "X-Many", "1", "X-Many", "2", "Cookie", "s=1; t=2")
                .path("event");
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /items/{id}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/items/a%20b");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%7B");
        assertThat(event.path("queryStringParameters").path("x").asText()).isEqualTo("1,2");
        assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a b");
        assertThat(event.path("headers").path("x-many").asText()).isEqualTo("1,2");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"s=1\",\"t=2\"]");
        assertThat(event.path("requestContext").path("http").path("method").asText())
                .isEqualTo("GET");
        assertThat(event.path("requestContext").path("http").path("sourceIp").asText())
                .isNotEmpty();
        assertThat(event.path("requestContext").path("stage").asText()).isEqualTo("$default");
        assertThat(event.path("requestContext").path("time").asText())
                .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:.* \\+0000");
    }

    @Test
    void settingsAreResolvedFromTheTemplate() {
        JsonNode settings = cloud.json("GET", "/settings", "").path("settings");
        assertThat(settings.path("STAGE").asText()).isEqualTo("local");
        assertThat(settings.path("ROWS_TABLE").asText()).isEqualTo("connectgain-local-Rows");
        assertThat(settings.path("WORK_QUEUE_URL").asText()).endsWith("/000000000000/connectgain-local-WorkQueue");
        assertThat(settings.path("FILES_BUCKET").asText()).isEqualTo("connectgain-local-files");
        assertThat(settings.path("MODE").asText()).isEqualTo("development");
        assertThat(settings.path("JOINED").asText()).isEqualTo("hello-b-dev.connectgain-local-WorkQueue");
        assertThat(settings.path("TABLE_ARN").asText())
                .startsWith("arn:aws:dynamodb:")
                .endsWith("connectgain-local-Rows");
        assertThat(settings.path("PROVIDER_META_URL").asText()).endsWith("/_sandbox/providers/meta");
        assertThat(settings.path("SECRETS_JSON").asText()).contains("jwt_secret", "encryption_key");
        assertThat(cloud.cloud.template().queues())
                .noneMatch(queue -> queue.logicalId().equals("OnlyInProduction"));
    }

    @Test
    void mostSpecificRouteWins() {
        assertThat(new String(cloud.send("GET", "/items/special", "").body())).isEqualTo("special");
        JsonNode greedy = cloud.json("PATCH", "/any/a/b%2Fc", "").path("event");
        assertThat(greedy.path("pathParameters").path("proxy").asText()).isEqualTo("a/b/c");
        assertThat(greedy.path("routeKey").asText()).isEqualTo("ANY /any/{proxy+}");
    }

    @Test
    void unknownRouteIsAJsonNotFound() {
        HttpResponse<byte[]> response = cloud.send("DELETE", "/items/1", "");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new String(response.body())).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void headFollowsItsRouteAndHasNoBody() {
        HttpResponse<byte[]> response = cloud.send("HEAD", "/any/thing", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(cloud.send("HEAD", "/items/1", "").statusCode()).isEqualTo(404);
    }

    @Test
    void textStaysTextAndBytesAreEncoded() {
        JsonNode text = cloud.json("POST", "/items", "{\"ä\":1}", "Content-Type", "application/json")
                .path("event");
        assertThat(text.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(text.path("body").asText()).isEqualTo("{\"ä\":1}");
        JsonNode form = cloud.json("POST", "/items", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .path("event");
        assertThat(form.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(form.path("body").asText())))
                .isEqualTo("a=b");
    }

    @Test
    void functionMayAnswerBytesCookiesAndStatus() {
        HttpResponse<byte[]> binary = cloud.send("GET", "/behave/binary", "");
        assertThat(binary.statusCode()).isEqualTo(201);
        assertThat(binary.body()).containsExactly(0, 0xff, 10);
        HttpResponse<byte[]> cookies = cloud.send("GET", "/behave/cookies", "");
        assertThat(cookies.headers().allValues("set-cookie")).containsExactly("a=1; HttpOnly", "b=2");
    }

    @Test
    void brokenFunctionsAreInternalServerErrors() {
        for (String how : new String[] {"crash", "split", "large", "status", "nonsense"}) {
            HttpResponse<byte[]> response = cloud.send("GET", "/behave/" + how, "");
            assertThat(response.statusCode()).as(how).isEqualTo(500);
            assertThat(new String(response.body())).as(how).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
        assertThat(cloud.send("GET", "/absent", "").statusCode()).isEqualTo(500);
        assertThat(cloud.cloud.missingHandlers()).singleElement().matches(spec -> spec.isCalled("Absent"));
    }

    @Test
    void hangingFunctionEndsAtItsTimeout() {
        HttpResponse<byte[]> response = cloud.send("GET", "/behave/hang", "");
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(new String(response.body())).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    }

    @Test
    void oversizedBodiesAreRefused() {
        byte[] overLambda = new byte[5 * 1024 * 1024];
        byte[] overGateway = new byte[11 * 1024 * 1024];
        assertThat(cloud.send("POST", "/items", BodyPublishers.ofByteArray(overLambda))
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<byte[]> response = cloud.send("POST", "/items", BodyPublishers.ofByteArray(overGateway));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(new String(response.body())).contains("\"message\"");
        assertThat(cloud.send("POST", "/items", BodyPublishers.ofByteArray(new byte[3 * 1024 * 1024]))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void preflightIsAnsweredByTheGateway() {
        HttpResponse<byte[]> allowed = cloud.send(
                "OPTIONS", "/items", "", "Origin", "https://app.example.com", "Access-Control-Request-Method", "POST");
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("access-control-allow-origin")).contains("https://app.example.com");
        assertThat(allowed.headers().firstValue("access-control-allow-methods")).contains("GET,POST");
        assertThat(allowed.headers().firstValue("access-control-max-age")).contains("600");
        HttpResponse<byte[]> foreign = cloud.send(
                "OPTIONS", "/items", "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST");
        assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void gatewaysCorsReplacesTheFunctions() {
        HttpResponse<byte[]> local = cloud.send("GET", "/items/special", "", "Origin", "http://localhost:5173");
        assertThat(local.headers().allValues("access-control-allow-origin")).containsExactly("http://localhost:5173");
        assertThat(local.headers().firstValue("access-control-expose-headers")).contains("content-range");
        HttpResponse<byte[]> none = cloud.send("GET", "/items/special", "");
        assertThat(none.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
}
