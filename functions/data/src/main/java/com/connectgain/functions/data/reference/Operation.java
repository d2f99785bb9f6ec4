package com.connectgain.functions.data.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One documented call. The parts that are JSON are in the notation that {@link Shape} reads, or are examples. */
record Operation(
        String function,
        String folder,
        String name,
        String method,
        String path,
        String fixedQuery,
        String summary,
        String doc,
        List<List<Token>> credentials,
        String media,
        boolean readOnly,
        JsonNode parameters,
        JsonNode sample,
        JsonNode request,
        JsonNode example,
        int status,
        JsonNode response,
        JsonNode answer,
        Map<Integer, String> errors) {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    static Operation read(JsonNode json) {
        String[] target = text(json, "path").split("\\?", 2);
        Map<Integer, String> errors = new LinkedHashMap<>();
        json.path("errors")
                .properties()
                .forEach(error -> errors.put(
                        Integer.valueOf(error.getKey()), error.getValue().asText()));
        return new Operation(
                text(json, "function"),
                text(json, "folder"),
                text(json, "name"),
                text(json, "method"),
                target[0],
                target.length > 1 ? target[1] : "",
                text(json, "summary"),
                json.path("doc").asText(""),
                json.path("credentials")
                        .valueStream()
                        .map(words -> Token.together(words.asText()))
                        .toList(),
                json.path("media").asText("application/json"),
                json.path("read_only").asBoolean(),
                json.path("parameters"),
                json.path("sample"),
                json.path("request"),
                json.path("example"),
                json.path("status").asInt(200),
                json.path("response"),
                json.path("answer"),
                errors);
    }

    private static String text(JsonNode json, String field) {
        String text = json.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalStateException("An operation has no " + field + ": " + json.path("name"));
        }
        return text;
    }

    boolean isRpc() {
        return path.startsWith("/rest/v1/rpc/");
    }

    boolean hasBody() {
        return !request.isMissingNode();
    }

    boolean isPublic() {
        return credentials.contains(List.<Token>of());
    }

    /** Multipart is how files arrive; everything else that is sent is JSON. */
    String requestMedia() {
        return media.startsWith("multipart/") ? media : "application/json";
    }

    String responseMedia() {
        return media.startsWith("multipart/") ? "application/json" : media;
    }

    /** The path with examples for its parameters; ids, which the caller has to know, as {@code placeholder} writes them. */
    String examplePath(UnaryOperator<String> placeholder) {
        return PARAMETER.matcher(path).replaceAll(found -> {
            String name = found.group(1);
            String text = name.endsWith("_id") ? "" : sample.path(name).asText("");
            return Matcher.quoteReplacement(text.isEmpty() ? placeholder.apply(name) : text);
        });
    }

    boolean isInPath(String parameter) {
        return path.contains("{" + parameter + "}");
    }
}
