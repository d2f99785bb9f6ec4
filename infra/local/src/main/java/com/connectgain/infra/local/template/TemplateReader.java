package com.connectgain.infra.local.template;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the template's tree into a {@link Template}. */
final class TemplateReader {

    private static final List<String> QUEUE_ATTRIBUTES = List.of(
            "VisibilityTimeout",
            "DelaySeconds",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "FifoQueue",
            "ContentBasedDeduplication",
            "RedrivePolicy");
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final int DEFAULT_MEMORY = 128;

    private final ObjectNode document;
    private final Intrinsics intrinsics;
    private final PhysicalNames names;
    private final JsonNode functionGlobals;

    TemplateReader(ObjectNode document, Site site) {
        this.document = document;
        this.intrinsics = new Intrinsics(document, site);
        this.names = intrinsics.names();
        this.functionGlobals = intrinsics.resolve(document.path("Globals").path("Function"));
    }

    Template read() {
        return new Template(tables(), queues(), buckets(), functions(), cors(), environment(functionGlobals));
    }

    private List<Template.Table> tables() {
        return ofType("AWS::DynamoDB::Table").stream()
                .map(id -> new Template.Table(names.name(id), properties(id)))
                .toList();
    }

    private List<Template.Queue> queues() {
        List<String> ids = ofType("AWS::SQS::Queue");
        Set<String> deadLetterArns = new HashSet<>();
        ids.forEach(id -> deadLetterArns.add(
                properties(id).path("RedrivePolicy").path("deadLetterTargetArn").asText()));
        functions()
                .forEach(function -> function.triggers(Trigger.Stream.class)
                        .forEach(stream -> deadLetterArns.add(stream.failureQueueUrl())));
        return ids.stream()
                .map(id -> new Template.Queue(
                        id,
                        names.name(id),
                        names.reference(id),
                        queueAttributes(properties(id)),
                        deadLetterArns.contains(names.attribute(id, "Arn"))
                                || deadLetterArns.contains(names.reference(id))))
                .toList();
    }

    private static Map<String, String> queueAttributes(JsonNode properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : QUEUE_ATTRIBUTES) {
            JsonNode value = properties.path(name);
            if (!value.isMissingNode()) {
                attributes.put(name, value.isContainerNode() ? Json.write(value) : value.asText());
            }
        }
        return attributes;
    }

    private List<Template.Bucket> buckets() {
        return ofType("AWS::S3::Bucket").stream()
                .map(id -> new Template.Bucket(names.name(id)))
                .toList();
    }

    private List<FunctionSpec> functions() {
        return ofType("AWS::Serverless::Function").stream().map(this::function).toList();
    }

    private FunctionSpec function(String id) {
        JsonNode properties = properties(id);
        Map<String, String> environment = environment(functionGlobals);
        environment.putAll(environment(properties));
        TriggerReader triggers = new TriggerReader(id, names);
        List<Trigger> all = new ArrayList<>();
        properties
                .path("Events")
                .properties()
                .forEach(
                        event -> triggers.read(event.getKey(), event.getValue()).ifPresent(all::add));
        return new FunctionSpec(
                id,
                names.name(id),
                either(properties, "Handler").asText(),
                Duration.ofSeconds(either(properties, "Timeout").asInt(DEFAULT_TIMEOUT_SECONDS)),
                either(properties, "MemorySize").asInt(DEFAULT_MEMORY),
                environment,
                List.copyOf(all));
    }

    private static Map<String, String> environment(JsonNode function) {
        Map<String, String> environment = new LinkedHashMap<>();
        function.path("Environment")
                .path("Variables")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    private JsonNode either(JsonNode properties, String name) {
        return properties.has(name) ? properties.path(name) : functionGlobals.path(name);
    }

    private Template.Cors cors() {
        List<JsonNode> candidates = new ArrayList<>();
        ofType("AWS::Serverless::HttpApi")
                .forEach(id -> candidates.add(properties(id).path("CorsConfiguration")));
        candidates.add(
                intrinsics.resolve(document.path("Globals").path("HttpApi").path("CorsConfiguration")));
        for (JsonNode cors : candidates) {
            if (cors.isObject()) {
                return new Template.Cors(
                        strings(cors.path("AllowOrigins")),
                        strings(cors.path("AllowMethods")),
                        strings(cors.path("AllowHeaders")),
                        strings(cors.path("ExposeHeaders")),
                        cors.path("AllowCredentials").asBoolean(),
                        cors.path("MaxAge").asInt(0));
            }
            if (cors.asBoolean()) {
                return new Template.Cors(List.of("*"), List.of("*"), List.of("*"), List.of(), false, 0);
            }
        }
        return Template.Cors.NONE;
    }

    private List<String> ofType(String type) {
        List<String> ids = new ArrayList<>();
        document.path("Resources").properties().forEach(resource -> {
            JsonNode condition = resource.getValue().path("Condition");
            boolean exists = condition.isMissingNode() || intrinsics.condition(condition.asText());
            if (exists && resource.getValue().path("Type").asText().equals(type)) {
                ids.add(resource.getKey());
            }
        });
        return ids;
    }

    private JsonNode properties(String id) {
        return intrinsics.resolve(document.path("Resources").path(id).path("Properties"));
    }

    static List<String> strings(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> all = new ArrayList<>();
        node.forEach(item -> all.add(item.asText()));
        return List.copyOf(all);
    }
}
