package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What {@code GET /rest/v1/} answers: the Swagger 2.0 document of PostgREST, which its clients generate types from. */
final class SwaggerDocument {

    private static final List<String> MEDIA = List.of(
            "application/json",
            "application/vnd.pgrst.object+json;nulls=stripped",
            "application/vnd.pgrst.object+json",
            "text/csv");
    private static final List<String> READING =
            List.of("select", "order", "range", "rangeUnit", "offset", "limit", "preferCount");

    private final Description description;
    private final Served served;

    SwaggerDocument(Description description, Served served) {
        this.description = description;
        this.served = served;
    }

    ObjectNode write(String publicUrl) {
        ObjectNode document = Json.object().put("swagger", "2.0");
        document.putObject("info")
                .put("description", description.about())
                .put("title", description.title())
                .put("version", OpenApiDocument.VERSION);
        if (!publicUrl.isBlank()) {
            URI url = URI.create(publicUrl);
            boolean secure = "https".equals(url.getScheme());
            int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
            document.put("host", url.getHost() + ":" + port);
            document.putArray("schemes").add(secure ? "https" : "http");
        }
        document.put("basePath", "/rest/v1");
        MEDIA.forEach(document.putArray("consumes")::add);
        MEDIA.forEach(document.putArray("produces")::add);
        document.set("paths", paths());
        ObjectNode definitions = document.putObject("definitions");
        served.tables().forEach(table -> definitions.set(table.name(), Swagger.definition(served, table)));
        document.set("parameters", parameters());
        security(document);
        document.putObject("externalDocs")
                .put("description", "Reference")
                .put("url", publicUrl.isBlank() ? "/" : publicUrl);
        return document;
    }

    private static void security(ObjectNode document) {
        ObjectNode schemes = document.putObject("securityDefinitions");
        schemes.putObject("JWT")
                .put("description", "Add the token prepending \"Bearer \" (without quotes) to it")
                .put("in", "header")
                .put("name", "Authorization")
                .put("type", "apiKey");
        schemes.putObject("ProjectKey")
                .put("in", "header")
                .put("name", "apikey")
                .put("type", "apiKey");
        ObjectNode both = document.putArray("security").addObject();
        both.putArray("JWT");
        both.putArray("ProjectKey");
    }

    private ObjectNode paths() {
        ObjectNode paths = Json.object();
        ObjectNode root = paths.putObject("/").putObject("get");
        root.putArray("tags").add("Introspection");
        root.put("summary", "OpenAPI description (this document)");
        root.putArray("produces").add("application/openapi+json").add("application/json");
        root.putObject("responses").putObject("200").put("description", "OK");
        served.tables().forEach(table -> paths.set("/" + table.name(), path(table)));
        description.operations().stream()
                .filter(Operation::isRpc)
                .forEach(rpc -> paths.set(rpc.path().substring("/rest/v1".length()), rpc(rpc)));
        return paths;
    }

    private ObjectNode path(Table table) {
        ObjectNode path = Json.object();
        List<String> filters = served.columns(table).stream()
                .map(column -> "rowFilter." + table.name() + "." + column.name())
                .toList();
        ObjectNode get = operation(table, joined(filters, READING));
        ObjectNode responses = get.putObject("responses");
        ObjectNode ok = responses.putObject("200").put("description", "OK");
        ObjectNode rows = ok.putObject("schema").put("type", "array");
        rows.putObject("items").put("$ref", "#/definitions/" + table.name());
        responses.putObject("206").put("description", "Partial Content");
        path.set("get", get);
        Access access = table.access();
        if (Served.allows(access.insert()) || Served.allows(access.update()) || Served.allows(access.delete())) {
            String body = "body." + table.name();
            path.set("post", answering(operation(table, List.of(body, "select", "preferPost")), "201", "Created"));
            path.set(
                    "delete",
                    answering(operation(table, joined(filters, List.of("preferReturn"))), "204", "No Content"));
            path.set(
                    "patch",
                    answering(operation(table, joined(filters, List.of(body, "preferReturn"))), "204", "No Content"));
        }
        return path;
    }

    private static List<String> joined(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private static ObjectNode operation(Table table, List<String> parameters) {
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(table.name());
        if (!table.doc().isEmpty()) {
            operation.put("summary", table.doc());
        }
        ArrayNode references = operation.putArray("parameters");
        parameters.forEach(name -> references.addObject().put("$ref", "#/parameters/" + name));
        return operation;
    }

    private static ObjectNode answering(ObjectNode operation, String status, String text) {
        operation.putObject("responses").putObject(status).put("description", text);
        return operation;
    }

    private static ObjectNode rpc(Operation rpc) {
        ObjectNode path = Json.object();
        if (rpc.readOnly()) {
            ObjectNode get = call(rpc);
            ArrayNode parameters = get.putArray("parameters");
            Shape.schema(rpc.request()).path("properties").properties().forEach(argument -> {
                ObjectNode parameter = plain(argument.getValue());
                parameter.put("in", "query").put("name", argument.getKey());
                parameters.add(parameter.put("required", rpc.request().has(argument.getKey() + "*")));
            });
            path.set("get", get);
        }
        ObjectNode post = call(rpc);
        ArrayNode parameters = post.putArray("parameters");
        ObjectNode arguments = Shape.schema(rpc.request());
        arguments.put("description", rpc.summary());
        parameters
                .addObject()
                .put("in", "body")
                .put("name", "args")
                .put("required", true)
                .set("schema", arguments);
        parameters.addObject().put("$ref", "#/parameters/preferParams");
        path.set("post", post);
        return path;
    }

    /** A query argument is a plain value: arrays and documents travel as text. */
    private static ObjectNode plain(com.fasterxml.jackson.databind.JsonNode schema) {
        String type = schema.path("type").asText("string");
        ObjectNode parameter =
                Json.object().put("type", type.equals("array") || type.equals("object") ? "string" : type);
        if (schema.has("format")) {
            parameter.set("format", schema.get("format"));
        }
        return parameter;
    }

    private static ObjectNode call(Operation rpc) {
        ObjectNode call = Json.object();
        call.putArray("tags").add("(rpc) " + rpc.path().substring(rpc.path().lastIndexOf('/') + 1));
        call.put("summary", rpc.summary());
        if (!rpc.doc().isEmpty()) {
            call.put("description", rpc.doc());
        }
        ArrayNode produces = call.putArray("produces");
        MEDIA.stream().filter(media -> !media.startsWith("text/")).forEach(produces::add);
        return answering(call, "200", "OK");
    }

    private ObjectNode parameters() {
        ObjectNode parameters = Json.object();
        parameters.set("preferParams", prefer());
        parameters.set("preferReturn", prefer("return=representation", "return=minimal", "return=none"));
        parameters.set("preferCount", prefer("count=none", "count=exact", "count=planned", "count=estimated"));
        parameters.set(
                "preferPost",
                prefer(
                        "return=representation",
                        "return=minimal",
                        "return=none",
                        "resolution=ignore-duplicates",
                        "resolution=merge-duplicates"));
        parameters.set("select", parameter("select", "query", "Filtering Columns"));
        parameters.set("on_conflict", parameter("on_conflict", "query", "On Conflict"));
        parameters.set("order", parameter("order", "query", "Ordering"));
        parameters.set("range", parameter("Range", "header", "Limiting and Pagination"));
        parameters.set(
                "rangeUnit",
                parameter("Range-Unit", "header", "Limiting and Pagination").put("default", "items"));
        parameters.set("offset", parameter("offset", "query", "Limiting and Pagination"));
        parameters.set("limit", parameter("limit", "query", "Limiting and Pagination"));
        for (Table table : served.tables()) {
            parameters
                    .putObject("body." + table.name())
                    .put("description", table.name())
                    .put("in", "body")
                    .put("name", table.name())
                    .put("required", false)
                    .putObject("schema")
                    .put("$ref", "#/definitions/" + table.name());
            for (Column column : served.columns(table)) {
                parameters.set(
                        "rowFilter." + table.name() + "." + column.name(),
                        parameter(column.name(), "query", column.doc()));
            }
        }
        return parameters;
    }

    private static ObjectNode prefer(String... values) {
        ObjectNode parameter = parameter("Prefer", "header", "Preference");
        if (values.length > 0) {
            ArrayNode choice = parameter.putArray("enum");
            for (String value : values) {
                choice.add(value);
            }
        }
        return parameter;
    }

    private static ObjectNode parameter(String name, String in, String description) {
        ObjectNode parameter = Json.object()
                .put("name", name)
                .put("in", in)
                .put("required", false)
                .put("type", "string");
        return description.isEmpty() ? parameter : parameter.put("description", description);
    }
}
