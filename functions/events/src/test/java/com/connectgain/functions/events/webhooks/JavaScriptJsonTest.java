package com.connectgain.functions.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavaScriptJsonTest {

    /** Each line is a text, and what {@code JSON.stringify(JSON.parse(text))} makes of it in Node. */
    static Stream<String> printsAsJavaScriptDoes() throws IOException {
        try (InputStream cases = JavaScriptJsonTest.class.getResourceAsStream("javascript.tsv")) {
            return Stream.of(new String(cases.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        }
    }

    @ParameterizedTest
    @MethodSource
    void printsAsJavaScriptDoes(String line) {
        String[] columns = line.split("\t");

        assertThat(JavaScriptJson.write(Json.read(columns[0]))).isEqualTo(columns[1]);
    }
}
