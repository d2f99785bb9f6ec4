package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.data.Script.Step;
import com.connectgain.data.Wire.Reply;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that the API pages show, sent as curl sends it, each script in an organization of its own. */
@ExtendWith(CloudExtension.class)
class DocumentedRequestsTest {

    private static final Path SCRIPTS =
            Path.of(System.getProperty("project.root"), "infra/local/src/test/resources/documented");

    private final LocalCloud cloud;
    private final Wire wire;

    DocumentedRequestsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.wire = new Wire(cloud.url());
    }

    static List<Script> scripts() {
        return Script.in(SCRIPTS);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void documentedRequestAnswersAsDocumented(Script script) {
        Team team = new Team(cloud);
        Map<String, String> kept = new HashMap<>(Map.of(
                "org", team.id(),
                "user", team.owner().id(),
                "jwt", team.owner().token(),
                "anon", cloud.connection().anonKey(),
                "key", team.newKey()));
        for (Step raw : script.steps()) {
            Step step = Script.filled(raw, kept);
            Reply reply = wire.send(step.method(), step.target(), headers(step, kept), body(step.body()));
            String what = step.method() + " " + step.target() + "\n" + reply.body();
            assertThat(reply.status()).as(what).isEqualTo(step.status());
            check(step, reply, what);
            step.keep()
                    .forEach((name, pointer) ->
                            kept.put(name, reply.json().at(pointer).asText()));
        }
    }

    private static void check(Step step, Reply reply, String what) {
        JsonNode answer = step.answer();
        if (answer.isTextual()) {
            assertThat(reply.body()).as(what).isEqualTo(answer.asText());
        } else if (!answer.isMissingNode()) {
            assertThat(Expected.difference("", answer, reply.json())).as(what).isEmpty();
        }
        step.answeredHeaders()
                .forEach(
                        (name, value) -> assertThat(reply.header(name)).as(what).isEqualTo(value));
    }

    private static String body(JsonNode body) {
        if (body.isMissingNode()) {
            return null;
        }
        return body.isTextual() ? body.asText() : Json.write(body);
    }

    private static Map<String, String> headers(Step step, Map<String, String> kept) {
        Map<String, String> headers = new LinkedHashMap<>();
        switch (step.as()) {
            case "key" -> headers.put("X-API-Key", kept.get("key"));
            case "session" -> headers.put("Authorization", "Bearer " + kept.get("jwt"));
            case "user" -> {
                headers.put("apikey", kept.get("anon"));
                headers.put("Authorization", "Bearer " + kept.get("jwt"));
            }
            case "anon" -> {
                headers.put("apikey", kept.get("anon"));
                headers.put("Authorization", "Bearer " + kept.get("anon"));
            }
            case "nobody" -> {}
            default -> throw new IllegalArgumentException(step.as());
        }
        if (!step.body().isMissingNode()) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(step.headers());
        return headers;
    }
}
