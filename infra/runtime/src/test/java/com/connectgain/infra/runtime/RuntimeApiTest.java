package com.connectgain.infra.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.runtime.RuntimeApi.RuntimeFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

    private final HttpClient runtime = HttpClient.newHttpClient();
    private RuntimeApi api;

    @BeforeEach
    void start() throws IOException {
        api = RuntimeApi.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void eventsGoOutAndAnswersComeBack() throws Exception {
        var answer = api.invoke("{\"n\":1}".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> next = get("invocation/next");
        assertThat(next.body()).isEqualTo("{\"n\":1}");

        assertThat(post("invocation/" + id(next) + "/response", "{\"n\":2}")).isEqualTo(202);
        assertThat(answer.get(5, TimeUnit.SECONDS).text()).isEqualTo("{\"n\":2}");
        assertThat(answer.join().failed()).isFalse();
        assertThat(answer.join().answered())
                .isGreaterThanOrEqualTo(answer.join().handedOut());
    }

    @Test
    void aHandlersErrorIsAnAnswerThatFailed() throws Exception {
        var answer = api.invoke(new byte[0]);
        post("invocation/" + id(get("invocation/next")) + "/error", "{\"errorMessage\":\"no\"}");
        assertThat(answer.get(5, TimeUnit.SECONDS).failed()).isTrue();
    }

    @Test
    void aFunctionThatCannotStartFailsWhatWaitsForIt() throws Exception {
        var answer = api.invoke(new byte[0]);
        post("init/error", "no such class");
        assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RuntimeFailedException.class)
                .hasMessageContaining("no such class");
    }

    @Test
    void restoreWaitsUntilTheSnapshotIsWoken() throws Exception {
        var restored =
                runtime.sendAsync(HttpRequest.newBuilder(at("restore/next")).build(), BodyHandlers.ofString());
        api.checkpoint().get(5, TimeUnit.SECONDS);
        assertThat(restored).isNotDone();

        api.restore().get(5, TimeUnit.SECONDS);
        assertThat(restored.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownInvocationIsRefused() throws Exception {
        assertThat(post("invocation/nobody/response", "{}")).isEqualTo(400);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return runtime.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private int post(String path, String body) throws Exception {
        return runtime.send(
                        HttpRequest.newBuilder(at(path))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static String id(HttpResponse<String> next) {
        return next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }

    private URI at(String path) {
        return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path);
    }
}
