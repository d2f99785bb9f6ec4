package com.connectgain.functions.data.reference;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document: every table that callers reach and every described call. */
final class OpenApiDocument {

    static final String VERSION = "3.0.0";

    private final Description description;
    private final Served served;

    OpenApiDocument(Description description, Served served) {
        this.description = description;
        this.served = served;
    }

    ObjectNode write(String publicUrl) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", description.title())
                .put("version", VERSION)
                .put("description", description.about());
        // Without a configured address the document is relative to where it was read from.
        document.putArray("servers").addObject().put("url", publicUrl.isBlank() ? "/" : publicUrl);
        tags(document.putArray("tags"));
        ObjectNode paths = document.putObject("paths");
        OperationPaths.addTo(paths, description.operations());
        introspection(paths);
        TablePaths tablePaths = new TablePaths(served);
        served.domains()
                .forEach((domain, tables) -> tables.forEach(table -> tablePaths.addTo(paths, tag(domain), table)));
        ObjectNode components = document.putObject("components");
        RowSchemas rows = new RowSchemas(served);
        ObjectNode schemas = components.putObject("schemas");
        errors(schemas);
        served.tables().forEach(table -> rows.addTo(schemas, table));
        ObjectNode parameters = components.putObject("parameters");
        TablePaths.addShared(parameters);
        served.tables().forEach(table -> tablePaths.addFilters(parameters, table));
        components
                .putObject("responses")
                .putObject("DataError")
                .put("description", "Refused, with PostgREST's code or the SQLSTATE.")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/DataError");
        securitySchemes(components.putObject("securitySchemes"));
        ObjectNode both = document.putArray("security").addObject();
        both.putArray(Token.ANON.scheme());
        both.putArray(Token.USER.scheme());
        return document;
    }

    private static String tag(String domain) {
        return "Tables: " + domain;
    }

    private void tags(ArrayNode tags) {
        description.byFolder().keySet().forEach(folder -> tags.addObject().put("name", folder));
        served.domains().keySet().forEach(domain -> tags.addObject().put("name", tag(domain)));
    }

    private static void introspection(ObjectNode paths) {
        ObjectNode get = paths.putObject("/rest/v1/").putObject("get");
        get.putArray("tags").add("System");
        get.put("operationId", "get_rest_v1").put("summary", "The tables in Swagger 2.0, as PostgREST describes them");
        get.putObject("responses")
                .putObject("200")
                .put("description", "The document.")
                .putObject("content")
                .putObject("application/openapi+json")
                .putObject("schema")
                .put("type", "object");
    }

    private static void errors(ObjectNode schemas) {
        ObjectNode function = error("What functions answer when they refuse.");
        schemas.set("FunctionError", function);
        ObjectNode auth =
                error("What /auth/v1 answers when it refuses. Clients that send an API version get code as text.");
        ((ObjectNode) auth.get("properties"))
                .putObject("code")
                .putArray("type")
                .add("integer")
                .add("string");
        ((ObjectNode) auth.get("properties")).putObject("error_code").put("type", "string");
        ((ObjectNode) auth.get("properties")).putObject("msg").put("type", "string");
        schemas.set("AuthError", auth);
        schemas.set("DataError", error("What /rest/v1 answers when it refuses: PostgREST's body, and error."));
    }

    private static ObjectNode error(String text) {
        ObjectNode schema = Json.object().put("type", "object").put("description", text);
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("error").put("type", "string").put("description", "What went wrong.");
        properties.putObject("message").put("type", "string").put("description", "The same.");
        properties.putObject("details").put("description", "Text, an object, or null.");
        properties.putObject("hint").putArray("type").add("string").add("null");
        properties.putObject("code").putArray("type").add("string").add("null");
        schema.putArray("required").add("error").add("message");
        return schema;
    }

    private static void securitySchemes(ObjectNode schemes) {
        for (Token token : Token.values()) {
            ObjectNode scheme = schemes.putObject(token.scheme());
            if (token.prefix().isEmpty()) {
                scheme.put("type", "apiKey").put("in", "header").put("name", token.header());
            } else {
                scheme.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
            }
            scheme.put("description", "Carries " + token.phrase() + ".");
        }
    }
}
