package com.connectgain.data;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Requests one after the other, with what has to come back; the format is told in {@code documented/README.md}. */
record Script(String name, List<Step> steps) {

    /** @param data what curl would be given with {@code -G --data-urlencode}, in order */
    record Step(
            String method,
            String path,
            String query,
            List<String> data,
            String as,
            Map<String, String> headers,
            JsonNode body,
            int status,
            JsonNode answer,
            Map<String, String> answeredHeaders,
            Map<String, String> keep) {

        String target() {
            StringBuilder target = new StringBuilder(path);
            char separator = '?';
            if (!query.isEmpty()) {
                target.append(separator).append(query);
                separator = '&';
            }
            for (String pair : data) {
                int equals = pair.indexOf('=');
                target.append(separator)
                        .append(pair, 0, equals + 1)
                        .append(URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                separator = '&';
            }
            return target.toString();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Script> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Script> scripts = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                JsonNode document = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
                document.properties()
                        .forEach(script -> scripts.add(new Script(
                                file.getFileName().toString().replace(".yaml", "") + ": " + script.getKey(),
                                steps(script.getValue()))));
            }
            return scripts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Step> steps(JsonNode script) {
        String as = script.path("as").asText("key");
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : script.path("steps")) {
            String[] request = step.path("send").asText().split(" ", 2);
            String[] target = request[1].split("\\?", 2);
            List<String> data = new ArrayList<>();
            step.path("data").forEach(pair -> data.add(pair.asText()));
            steps.add(new Step(
                    request[0],
                    target[0],
                    target.length > 1 ? target[1] : "",
                    data,
                    step.path("as").asText(as),
                    texts(step.path("headers")),
                    step.path("body"),
                    step.path("status").asInt(200),
                    step.path("answer"),
                    texts(step.path("answered")),
                    texts(step.path("keep"))));
        }
        return steps;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    /** The step with the values that earlier steps kept. */
    static Step filled(Step step, Map<String, String> kept) {
        return new Step(
                step.method(),
                filled(step.path(), kept),
                filled(step.query(), kept),
                step.data().stream().map(pair -> filled(pair, kept)).toList(),
                step.as(),
                filled(step.headers(), kept),
                filled(step.body(), kept),
                step.status(),
                filled(step.answer(), kept),
                filled(step.answeredHeaders(), kept),
                step.keep());
    }

    private static Map<String, String> filled(Map<String, String> texts, Map<String, String> kept) {
        Map<String, String> filled = new TreeMap<>();
        texts.forEach((name, text) -> filled.put(name, filled(text, kept)));
        return filled;
    }

    private static JsonNode filled(JsonNode body, Map<String, String> kept) {
        return body.isMissingNode() ? body : Json.read(filled(Json.write(body), kept));
    }

    private static String filled(String text, Map<String, String> kept) {
        String filled = text;
        for (Map.Entry<String, String> value : kept.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (filled.contains("${")) {
            throw new IllegalArgumentException("Nothing was kept for: " + filled);
        }
        return filled;
    }
}
