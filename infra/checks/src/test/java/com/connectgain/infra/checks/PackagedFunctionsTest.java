package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.checks.Template.Function;
import com.connectgain.infra.runtime.RuntimeApi.Answer;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.lambda.ScheduledFunction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function starts from its packaged jar in Lambda's real runtime client, with the template's environment. */
@Tag("packaged")
@Execution(ExecutionMode.CONCURRENT)
class PackagedFunctionsTest {

    private static final int SECONDS = 30;
    private static final String CLASSES = "classes.log";
    private static final String TICK = ScheduledFunction.class.getName() + ".handleRequest";

    static List<Function> http() {
        return having("HttpApi");
    }

    static List<Function> consumers() {
        return having("SQS", "DynamoDB", "Kinesis");
    }

    static List<Function> scheduled() {
        return having("ScheduleV2");
    }

    private static List<Function> having(String... types) {
        Set<String> ids = Template.load()
                .events(types)
                .map(event -> event.function().id())
                .collect(Collectors.toSet());
        return Template.load().functions().stream()
                .filter(function -> ids.contains(function.id()))
                .toList();
    }

    @BeforeEach
    void runtimeClientIsMadeForLinux() {
        if (!System.getProperty("os.name").equals("Linux")) {
            PythonTools.skip("the packaged functions were not started: Lambda's runtime client is native to Linux");
        }
    }

    @ParameterizedTest
    @MethodSource("http")
    void strangerGetsAnAnswerInJson(Function function) throws IOException {
        try (PackagedFunction process = PackagedFunction.start(function, get(function), false)) {
            assertIsHttpAnswer(process.answer(SECONDS));
        }
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void emptyBatchSucceeds(Function function) throws IOException {
        ObjectNode noRecords = Json.object();
        noRecords.putArray("Records");
        try (PackagedFunction process = PackagedFunction.start(function, noRecords, false)) {
            assertThat(process.answer(SECONDS).path("batchItemFailures"))
                    .as("the answer of %s", function)
                    .isEqualTo(Json.array());
        }
    }

    /** Without AWS a tick may fail, but in its own code: a class that is missing would fail before. */
    @ParameterizedTest
    @MethodSource("scheduled")
    void scheduledFunctionTicks(Function function) throws IOException {
        try (PackagedFunction process = PackagedFunction.start(function, Json.object(), false)) {
            Answer outcome = process.outcome(SECONDS);
            JsonNode body = Json.read(outcome.text());
            assertThat(!outcome.failed() || body.path("stackTrace").toString().contains(TICK))
                    .as(outcome.text())
                    .isTrue();
            assertThat(body.path("errorType").asText())
                    .doesNotContain("NoClassDefFound", "NoSuchMethod", "ExceptionInInitializer");
        }
    }

    /**
     * Priming is what SnapStart is worth; a hook that is not registered would never be missed. Nothing but priming makes
     * an echo load the DynamoDB client.
     */
    @Test
    void snapshotIsTakenAfterPrimingAndServesAfterRestore() throws IOException {
        Function function = http().stream()
                .filter(candidate -> candidate.id().equals("TestEcho"))
                .findFirst()
                .orElseThrow();
        try (PackagedFunction process =
                PackagedFunction.start(function, get(function), true, "-Xlog:class+load:file=" + CLASSES)) {
            assertIsHttpAnswer(process.answer(SECONDS));
            assertThat(process.calls().subList(0, 2)).containsExactly("restore/next", "invocation/next");
            assertThat(process.file(CLASSES))
                    .contains("software.amazon.awssdk.services.dynamodb.DynamoDbClient source:");
        }
    }

    private static void assertIsHttpAnswer(JsonNode answer) {
        assertThat(answer.path("statusCode").isInt())
                .as("%s has a status", answer)
                .isTrue();
        assertThat(answer.path("statusCode").asInt())
                .as("%s: without AWS a function may be unavailable, never broken", answer)
                .isBetween(200, 503)
                .isNotIn(500, 501, 502);
        assertThat(answer.path("headers").properties())
                .anyMatch(header -> header.getKey().equalsIgnoreCase("content-type")
                        && header.getValue().asText().contains("json"));
        assertThat(Json.read(answer.path("body").asText()).isContainerNode()).isTrue();
    }

    /** A GET without any credential, in API Gateway's payload format 2.0. */
    private static ObjectNode get(Function function) {
        String path =
                function.events().getLast().properties().get("Path").toString().replaceAll("\\{[^}]+}", "smoke");
        ObjectNode event =
                Json.object().put("version", "2.0").put("rawPath", path).put("rawQueryString", "");
        event.putObject("headers").put("accept", "application/json");
        event.putObject("pathParameters").put("proxy", "smoke").put("function", "smoke");
        ObjectNode context =
                event.putObject("requestContext").put("requestId", "smoke").put("stage", "$default");
        context.putObject("http").put("method", "GET").put("path", path).put("sourceIp", "127.0.0.1");
        return event.put("isBase64Encoded", false);
    }
}
