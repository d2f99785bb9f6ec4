package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls as one writes them in a shell; {@link #ORIGIN} stands where the reader's own address goes. */
final class Curl {

    static final String ORIGIN = "%ORIGIN%";

    private Curl() {}

    static String of(Operation operation) {
        StringBuilder url = new StringBuilder(operation.examplePath(name -> "<" + name + ">"));
        List<String> query = new ArrayList<>();
        if (!operation.fixedQuery().isEmpty()) {
            query.add(operation.fixedQuery());
        }
        operation.sample().properties().forEach(parameter -> {
            if (!operation.isInPath(parameter.getKey())) {
                query.add(parameter.getKey() + "=" + parameter.getValue().asText());
            }
        });
        if (!query.isEmpty()) {
            url.append('?').append(String.join("&", query));
        }
        List<String> parts =
                head(operation.method(), url.toString(), operation.credentials().getFirst());
        if (operation.requestMedia().startsWith("multipart/")) {
            operation
                    .example()
                    .properties()
                    .forEach(field -> parts.add("-F '" + field.getKey() + "="
                            + quoted(field.getValue().asText()) + "'"));
        } else if (operation.hasBody()) {
            parts.addAll(body(operation.example()));
        }
        return String.join(" \\\n  ", parts);
    }

    static String list(Table table) {
        String order = table.column("created_at").isPresent() ? "&order=created_at.desc" : "";
        String url = "/rest/v1/" + table.name() + "?select=*" + order + "&limit=20";
        return String.join(" \\\n  ", head("GET", url, List.of(Token.ANON, Token.USER)));
    }

    static String insert(Table table, JsonNode row) {
        List<String> parts = head("POST", "/rest/v1/" + table.name(), List.of(Token.ANON, Token.USER));
        parts.add("-H 'Prefer: return=representation'");
        parts.addAll(body(row));
        return String.join(" \\\n  ", parts);
    }

    private static List<String> head(String method, String url, List<Token> tokens) {
        List<String> parts = new ArrayList<>();
        parts.add("curl " + (method.equals("GET") ? "" : "-X " + method + " ") + "'" + ORIGIN + url + "'");
        for (Token token : tokens) {
            String variable = token.variable().toUpperCase(Locale.ROOT);
            parts.add("-H \"" + token.header() + ": " + token.prefix() + "$" + variable + "\"");
        }
        return parts;
    }

    private static List<String> body(JsonNode json) {
        return List.of("-H 'Content-Type: application/json'", "-d '" + quoted(Pretty.write(json)) + "'");
    }

    private static String quoted(String text) {
        return text.replace("'", "'\\''");
    }
}
