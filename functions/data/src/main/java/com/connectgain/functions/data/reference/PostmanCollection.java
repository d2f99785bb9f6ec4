package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The Postman collection, format 2.1: a folder per documented group, the variables the documents name. */
final class PostmanCollection {

    private static final String TABLES = "REST API - ";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+_id)}}");

    private final Description description;
    private final Served served;

    PostmanCollection(Description description, Served served) {
        this.description = description;
        this.served = served;
    }

    ObjectNode write(String publicUrl) {
        Map<String, ArrayNode> folders = new LinkedHashMap<>();
        description.folders().forEach(folder -> folders.put(folder, Json.array()));
        for (Operation operation : description.operations()) {
            folder(folders, operation.folder()).add(PostmanRequests.of(operation));
        }
        PostmanRequests requests = new PostmanRequests(new SampleRows(description, served));
        served.domains().forEach((domain, tables) -> tables.forEach(table -> add(folders, domain, table, requests)));

        ObjectNode collection = Json.object();
        collection
                .putObject("info")
                .put("name", description.title())
                .put("description", description.about())
                .put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        ArrayNode items = collection.putArray("item");
        folders.forEach((name, content) -> items.addObject().put("name", name).set("item", content));
        variables(collection, publicUrl);
        return collection;
    }

    private void add(Map<String, ArrayNode> folders, String domain, Table table, PostmanRequests requests) {
        ArrayNode calls = requests.of(table);
        String own = TABLES + titled(table.name());
        if (folders.containsKey(own)) {
            calls.forEach(folders.get(own)::add);
            return;
        }
        String shared = description.folderTables().entrySet().stream()
                .filter(folder -> folder.getValue().contains(table.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(TABLES + domain);
        folder(folders, shared).addObject().put("name", table.name()).set("item", calls);
    }

    private static ArrayNode folder(Map<String, ArrayNode> folders, String name) {
        return folders.computeIfAbsent(name, absent -> Json.array());
    }

    /** {@code bot_flows} -> {@code Bot Flows}. */
    private static String titled(String table) {
        StringBuilder title = new StringBuilder();
        for (String word : table.split("_")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return title.toString();
    }

    /** {@code base_url} and {@code jwt} stand for the documented names, so that either can be set. */
    private static void variables(ObjectNode collection, String publicUrl) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("url", publicUrl);
        values.put("base_url", "{{url}}");
        values.put("anon_key", "");
        values.put("api_key", "cg_your_api_key_here");
        values.put("user_jwt_token", "");
        values.put("jwt", "{{user_jwt_token}}");
        values.put("refresh_token", "");
        values.put("organization_id", "");
        new TreeSet<>(VARIABLE.matcher(collection.toString())
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .forEach(name -> values.putIfAbsent(name, ""));
        ArrayNode variables = collection.putArray("variable");
        values.forEach((name, value) ->
                variables.addObject().put("key", name).put("value", value).put("type", "string"));
    }

    /** Ids in an example become variables of the same name: {@code organizationId} -> {@code {{organization_id}}}. */
    static JsonNode withVariables(JsonNode example) {
        if (example instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(field -> {
                String name =
                        field.getKey().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
                boolean id = name.endsWith("_id") && field.getValue().isTextual();
                copy.set(
                        field.getKey(),
                        id || name.equals("refresh_token")
                                ? Json.nodes().textNode("{{" + name.replaceFirst("^_", "") + "}}")
                                : withVariables(field.getValue()));
            });
            return copy;
        }
        if (example instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            List.copyOf(array.valueStream().toList()).forEach(element -> copy.add(withVariables(element)));
            return copy;
        }
        return example;
    }
}
