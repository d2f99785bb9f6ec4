package com.connectgain.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that no client should send, to every route there is: the fault is always the client's, and we live on. */
@ExtendWith(CloudExtension.class)
class MalformedRequestsTest {

    private static final int REQUESTS = 10_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Broken for every route that reads a body. */
    private static final List<String> BODIES = List.of(
            "{",
            "[",
            "nonsense",
            "{\"a\":}",
            "{\"a\":1,}",
            "{'a':1}",
            "{\"a\":\"\u0001\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}",
            "\"" + "x".repeat(100_000),
            "\uFEFF{",
            "nul",
            "{\"a\":1e999999999999,",
            "{\"a\":1e99999}",
            "{\"a\":1e-99999}",
            "-");

    private static final List<String> QUERIES = List.of(
            "select=((",
            "select=a,,b",
            "id=noop.1",
            "id=eq.not-a-uuid",
            "first_name=like.%5C",
            "nothing=eq.1",
            "or=(",
            "and=()",
            "order=first_name.upwards",
            "phones=cs.%7B",
            "custom_fields=cs.%7B",
            "created_at=gte.tomorrowish",
            "limit=-1",
            "select=companies(nothing)",
            "select=first_name::nothing",
            "first_name=match.%5B",
            "select=*,unknown(*)",
            "opt_in_status=eq.perhaps");

    private final LocalCloud cloud;
    private final Random random = new Random(7);
    private final String token;

    MalformedRequestsTest(LocalCloud cloud) {
        this.cloud = cloud;
        Client client = new Client(cloud);
        this.token = Client.accessToken(client.owner(Client.newEmail()));
    }

    @Test
    void everyMalformedRequestIsTheClientsFault() throws Exception {
        List<String> routes = routes();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        try {
            for (int i = 0; i < REQUESTS; i++) {
                if (i % 80 == 0) {
                    cloud.clock().advance(java.time.Duration.ofSeconds(i % 4000 == 0 ? 1 : 61));
                }
                HttpRequest request = request(routes.get(random.nextInt(routes.size())), i);
                HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode())
                        .as(i + " " + request.method() + " " + request.uri() + " " + start(answer.body()))
                        .isBetween(400, 499);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
            }
        } finally {
            cloud.clock().reset();
        }
        assertThat(statuses.keySet()).contains(400, 401, 405);
        assertThat(new Client(cloud)
                        .call("POST", "/functions/v1/test-echo", Json.object().put("alive", true))
                        .ok()
                        .at("/echo/alive")
                        .asBoolean())
                .isTrue();
    }

    private List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (FunctionSpec function : cloud.template().functions()) {
            for (Trigger trigger : function.triggers()) {
                if (trigger instanceof Trigger.Route route) {
                    routes.add(route.path());
                }
            }
        }
        return routes;
    }

    private HttpRequest request(String route, int number) {
        String path = route.replace("{table}", pick(List.of("contacts", "deals", "nothing", "conversations")))
                .replace("{id}", "not-a-uuid")
                .replace("{function}", pick(List.of("nothing", "get_user_login_data")))
                .replace("{proxy+}", pick(List.of("token", "signup", "user", "nothing/at/all", "login", "%00")));
        boolean rest = route.startsWith("/rest/v1/{table}");
        String query = rest ? "?" + pick(QUERIES) : random.nextInt(4) == 0 ? "?%FF=%25&&==&" : "";
        String method = method(route, rest);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(cloud.url() + escaped(path) + escaped(query)));
        boolean large = number % 500 == 0;
        String body = large ? "\"" + "y".repeat(1 << 20) : pick(BODIES);
        builder.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        builder.header("content-type", pick(List.of("application/json", "text/plain", "application/json; charset=x")));
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> builder.header("x-api-key", pick(List.of("cg_", "cg_" + "0".repeat(48), "x".repeat(4_000))));
            case 2 -> builder.header("authorization", pick(List.of("Bearer", "Bearer a.b.c", "Basic eA==")));
            default ->
                builder.header("apikey", cloud.connection().anonKey()).header("authorization", "Bearer " + token);
        }
        if (number % 97 == 0) {
            builder.header("x-large", "z".repeat(20_000));
        }
        if (random.nextInt(3) == 0) {
            builder.header(
                    "prefer", pick(List.of("handling=strict, nonsense", "return=everything", ",,,", "count=all")));
        }
        return builder.build();
    }

    /** A verb with which the request cannot be right: with GET only where the query is what is broken. */
    private String method(String route, boolean rest) {
        if (rest) {
            return pick(List.of("GET", "POST", "PATCH", "PUT", "DELETE", "BREW"));
        }
        boolean readOnly = route.endsWith("service-monitoring") || route.endsWith("list-organizations");
        return pick(readOnly ? List.of("POST", "PUT", "BREW") : List.of("POST", "PUT", "PATCH", "BREW"));
    }

    private static String start(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }

    private static String escaped(String text) {
        return text.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
