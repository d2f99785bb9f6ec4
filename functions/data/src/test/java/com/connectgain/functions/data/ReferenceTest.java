package com.connectgain.functions.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.lambda.Call;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {

    private static final Settings SETTINGS = new Settings(Map.of());

    private final Reference reference =
            new Reference(new Kernel(SETTINGS, Clock.systemUTC(), new AwsClients(SETTINGS)));

    @ParameterizedTest
    @CsvSource({"/, text/html", "/openapi.json, application/json", "/postman.json, application/json"})
    void eachPathHasItsDocument(String path, String type) {
        Response response = get(path, Map.of());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("Content-Type")).startsWith(type);
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void knownDocumentIsNotSentAgain() {
        String tag = get("/openapi.json", Map.of()).headers().get("ETag");
        Response again = get("/openapi.json", Map.of("if-none-match", tag));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers()).containsEntry("ETag", tag);
        assertThat(get("/postman.json", Map.of("if-none-match", tag)).status()).isEqualTo(200);
    }

    @Test
    void documentIsMadeOnce() {
        assertThat(get("/openapi.json", Map.of()).body())
                .isSameAs(get("/openapi.json", Map.of()).body());
    }

    @Test
    void otherPathIsNotFound() {
        assertThatThrownBy(() -> get("/other", Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
    }

    private Response get(String path, Map<String, String> headers) {
        Request request = new Request("test", "GET", path, Map.of(), "", headers, new byte[0], "127.0.0.1");
        return reference.handle(new Call(request, Caller.NOBODY));
    }
}
