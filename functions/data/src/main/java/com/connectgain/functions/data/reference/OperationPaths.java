package com.connectgain.functions.data.reference;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The described calls, for OpenAPI 3.1. Calls that differ only in a fixed query are one operation there. */
final class OperationPaths {

    private OperationPaths() {}

    static void addTo(ObjectNode paths, List<Operation> operations) {
        Map<String, List<Operation>> variants = operations.stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.method() + " " + operation.path(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        variants.values().forEach(same -> {
            Operation first = same.getFirst();
            paths.withObjectProperty(first.path()).set(first.method().toLowerCase(Locale.ROOT), operation(same));
        });
    }

    private static ObjectNode operation(List<Operation> variants) {
        Operation first = variants.getFirst();
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(first.folder());
        operation.put("operationId", identifier(first));
        operation.put("summary", distinct(variants, Operation::summary, "; "));
        String doc = distinct(variants, Operation::doc, "\n\n");
        if (!doc.isBlank()) {
            operation.put("description", doc);
        }
        security(operation, variants);
        ArrayNode parameters = parameters(variants);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (first.hasBody()) {
            operation.set("requestBody", body(variants));
        }
        operation.set("responses", responses(variants));
        return operation;
    }

    private static String identifier(Operation operation) {
        String words = (operation.method() + operation.path()).replaceAll("[^A-Za-z0-9]+", "_");
        return words.replaceAll("_$", "").toLowerCase(Locale.ROOT);
    }

    private static String distinct(List<Operation> variants, Function<Operation, String> part, String between) {
        return variants.stream()
                .map(part)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(between));
    }

    private static void security(ObjectNode operation, List<Operation> variants) {
        ArrayNode security = operation.putArray("security");
        Set<List<Token>> alternatives = new LinkedHashSet<>();
        variants.forEach(variant -> alternatives.addAll(variant.credentials()));
        for (List<Token> together : alternatives) {
            ObjectNode requirement = security.addObject();
            together.forEach(token -> requirement.putArray(token.scheme()));
        }
    }

    private static ArrayNode parameters(List<Operation> variants) {
        ArrayNode parameters = Json.array();
        Map<String, Set<String>> fixed = new LinkedHashMap<>();
        for (Operation variant : variants) {
            if (!variant.fixedQuery().isEmpty()) {
                String[] pair = variant.fixedQuery().split("=", 2);
                fixed.computeIfAbsent(pair[0], key -> new LinkedHashSet<>()).add(pair[1]);
            }
        }
        fixed.forEach((name, values) -> {
            ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
            ArrayNode choice = parameter
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string")
                    .putArray("enum");
            values.forEach(choice::add);
        });
        Operation first = variants.getFirst();
        first.parameters().properties().forEach(declared -> {
            String name = Shape.name(declared.getKey());
            ObjectNode parameter = parameters.addObject().put("name", name);
            parameter.put("in", first.isInPath(name) ? "path" : "query");
            if (Shape.isRequired(declared.getKey())) {
                parameter.put("required", true);
            }
            ObjectNode schema = Shape.schema(declared.getValue());
            if (schema.remove("description") instanceof JsonNode text) {
                parameter.set("description", text);
            }
            parameter.set("schema", schema);
            if (first.sample().has(name)) {
                parameter.set("example", first.sample().get(name));
            }
        });
        return parameters;
    }

    private static ObjectNode body(List<Operation> variants) {
        ObjectNode body = Json.object().put("required", true);
        ObjectNode content =
                body.putObject("content").putObject(variants.getFirst().requestMedia());
        content.set("schema", oneOf(variants, Operation::request));
        examples(content, variants, Operation::example);
        return body;
    }

    private static ObjectNode oneOf(List<Operation> variants, Function<Operation, JsonNode> notation) {
        List<ObjectNode> schemas = variants.stream()
                .map(notation)
                .filter(part -> !part.isMissingNode())
                .map(Shape::schema)
                .distinct()
                .toList();
        if (schemas.size() == 1) {
            return schemas.getFirst();
        }
        ObjectNode choice = Json.object();
        ArrayNode alternatives = choice.putArray("anyOf");
        schemas.forEach(alternatives::add);
        return choice;
    }

    private static void examples(ObjectNode content, List<Operation> variants, Function<Operation, JsonNode> part) {
        List<Operation> shown = variants.stream()
                .filter(each -> !part.apply(each).isMissingNode())
                .toList();
        if (shown.size() == 1) {
            content.set("example", part.apply(shown.getFirst()));
        } else if (!shown.isEmpty()) {
            ObjectNode examples = content.putObject("examples");
            shown.forEach(each -> examples.putObject(each.name().replaceAll("[^A-Za-z0-9]+", "_"))
                    .set("value", part.apply(each)));
        }
    }

    private static String errorSchema(Operation operation) {
        if (operation.path().startsWith("/auth/")) {
            return "AuthError";
        }
        return operation.isRpc() ? "DataError" : "FunctionError";
    }

    private static ObjectNode responses(List<Operation> variants) {
        Operation first = variants.getFirst();
        ObjectNode responses = Json.object();
        ObjectNode success = responses
                .putObject(Integer.toString(first.status()))
                .put("description", first.status() == 303 ? "Redirects." : "Done.");
        if (!first.response().isMissingNode()) {
            ObjectNode content = success.putObject("content").putObject(first.responseMedia());
            content.set("schema", oneOf(variants, Operation::response));
            examples(content, variants, Operation::answer);
        }
        Map<Integer, String> errors = new TreeMap<>();
        if (!first.isPublic()) {
            errors.put(401, "Unauthorized");
        }
        errors.put(429, "rate limit");
        errors.put(500, "Internal server error");
        variants.forEach(variant -> errors.putAll(variant.errors()));
        String schema = errorSchema(first);
        errors.forEach((status, text) -> responses
                .putObject(status.toString())
                .put("description", text)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema));
        return responses;
    }
}
