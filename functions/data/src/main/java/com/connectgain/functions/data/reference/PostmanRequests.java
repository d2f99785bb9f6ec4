package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Single requests of the Postman collection. */
final class PostmanRequests {

    private static final List<Token> SIGNED_IN = List.of(Token.ANON, Token.USER);

    private final SampleRows samples;

    PostmanRequests(SampleRows samples) {
        this.samples = samples;
    }

    /** What is read, then what changes the table, as far as its rules let anybody. */
    ArrayNode of(Table table) {
        Access access = table.access();
        String path = "/rest/v1/" + table.name();
        Map<String, String> one = Map.of("id", "eq.{{" + SampleRows.idOf(table) + "}}");
        boolean keyed = table.primaryKey().equals(List.of("id"));
        ArrayNode items = Json.array();
        Map<String, String> list = new LinkedHashMap<>();
        list.put("select", "*");
        if (table.column("created_at").isPresent()) {
            list.put("order", "created_at.desc");
        }
        list.put("limit", "100");
        items.add(item("List " + table.name(), table.doc(), request("GET", path, list, SIGNED_IN)));
        if (keyed) {
            items.add(item("Get one of " + table.name(), "", request("GET", path, one, SIGNED_IN)));
        }
        if (Served.allows(access.insert())) {
            items.add(item(
                    "Create in " + table.name(),
                    "",
                    json(request("POST", path, Map.of(), SIGNED_IN), samples.insert(table), true)));
        }
        if (keyed && Served.allows(access.update())) {
            items.add(item(
                    "Update one of " + table.name(),
                    "",
                    json(request("PATCH", path, one, SIGNED_IN), samples.update(table), true)));
        }
        if (keyed && Served.allows(access.delete())) {
            items.add(item("Delete one of " + table.name(), "", request("DELETE", path, one, SIGNED_IN)));
        }
        return items;
    }

    static ObjectNode of(Operation operation) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!operation.fixedQuery().isEmpty()) {
            String[] pair = operation.fixedQuery().split("=", 2);
            query.put(pair[0], pair[1]);
        }
        operation.sample().properties().forEach(parameter -> {
            if (!operation.isInPath(parameter.getKey())) {
                query.put(parameter.getKey(), parameter.getValue().asText());
            }
        });
        String path = operation.examplePath(name -> "{{" + name + "}}");
        ObjectNode request =
                request(operation.method(), path, query, operation.credentials().getFirst());
        if (operation.requestMedia().startsWith("multipart/")) {
            form(request, operation);
        } else if (operation.hasBody()) {
            json(request, PostmanCollection.withVariables(operation.example()), false);
        }
        ObjectNode item = item(operation.name(), (operation.summary() + ". " + operation.doc()).strip(), request);
        remember(item, operation.answer());
        if (operation.answer().isContainerNode()) {
            example(item, operation);
        }
        return item;
    }

    private static ObjectNode item(String name, String text, ObjectNode request) {
        if (!text.isEmpty()) {
            request.put("description", text);
        }
        ObjectNode item = Json.object().put("name", name);
        item.set("request", request);
        item.putArray("response");
        return item;
    }

    private static ObjectNode request(String method, String path, Map<String, String> query, List<Token> tokens) {
        ObjectNode request = Json.object().put("method", method);
        ArrayNode headers = request.putArray("header");
        tokens.forEach(token -> header(headers, token.header(), token.prefix() + "{{" + token.variable() + "}}"));
        ObjectNode url = request.putObject("url");
        StringBuilder raw = new StringBuilder("{{base_url}}").append(path);
        url.putArray("host").add("{{base_url}}");
        ArrayNode steps = url.putArray("path");
        for (String step : path.substring(1).split("/", -1)) {
            steps.add(step);
        }
        if (!query.isEmpty()) {
            ArrayNode pairs = url.putArray("query");
            query.forEach((name, value) -> {
                raw.append(pairs.isEmpty() ? '?' : '&').append(name).append('=').append(value);
                pairs.addObject().put("key", name).put("value", value);
            });
        }
        url.put("raw", raw.toString());
        return request;
    }

    private static void header(ArrayNode headers, String name, String value) {
        headers.addObject().put("key", name).put("value", value);
    }

    private static ObjectNode json(ObjectNode request, JsonNode body, boolean showsRow) {
        ArrayNode headers = (ArrayNode) request.get("header");
        header(headers, "Content-Type", "application/json");
        if (showsRow) {
            header(headers, "Prefer", "return=representation");
        }
        ObjectNode raw = request.putObject("body").put("mode", "raw").put("raw", Pretty.write(body));
        raw.putObject("options").putObject("raw").put("language", "json");
        return request;
    }

    private static void form(ObjectNode request, Operation operation) {
        ArrayNode fields = request.putObject("body").put("mode", "formdata").putArray("formdata");
        operation.request().properties().forEach(field -> {
            String name = Shape.name(field.getKey());
            ObjectNode entry = fields.addObject().put("key", name);
            if (field.getValue().asText().startsWith("file")) {
                entry.put("type", "file").put("src", "");
            } else {
                entry.put("type", "text")
                        .put("value", operation.example().path(name).asText());
            }
        });
    }

    /** Tokens and keys of an answer go into the collection's variables, as the documents promise for the login. */
    private static void remember(ObjectNode item, JsonNode answer) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (answer.has("access_token")) {
            kept.put("user_jwt_token", "access_token");
            kept.put("refresh_token", "refresh_token");
        }
        if (answer.has("api_key")) {
            kept.put("api_key", "api_key");
        }
        if (kept.isEmpty()) {
            return;
        }
        ArrayNode lines = item.putArray("event")
                .addObject()
                .put("listen", "test")
                .putObject("script")
                .put("type", "text/javascript")
                .putArray("exec");
        lines.add("const answer = pm.response.json();");
        kept.forEach((variable, field) -> lines.add(
                "if (answer." + field + ") pm.collectionVariables.set('" + variable + "', answer." + field + ");"));
    }

    private static void example(ObjectNode item, Operation operation) {
        ObjectNode saved = ((ArrayNode) item.get("response"))
                .addObject()
                .put("name", operation.name())
                .put("code", operation.status())
                .put("status", "OK")
                .put("_postman_previewlanguage", "json");
        saved.set("originalRequest", item.get("request").deepCopy());
        header(saved.putArray("header"), "Content-Type", "application/json");
        saved.put("body", Pretty.write(operation.answer()));
    }
}
