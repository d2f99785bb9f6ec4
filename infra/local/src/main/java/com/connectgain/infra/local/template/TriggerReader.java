package com.connectgain.infra.local.template;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the {@code Events} of one SAM function. */
final class TriggerReader {

    private static final int QUEUE_BATCH = 10;
    private static final int STREAM_BATCH = 100;
    private static final int DEFAULT_CONCURRENCY = 5;
    private static final int FOREVER = -1;

    private final String functionId;
    private final PhysicalNames names;

    TriggerReader(String functionId, PhysicalNames names) {
        this.functionId = functionId;
        this.names = names;
    }

    Optional<Trigger> read(String eventId, JsonNode event) {
        JsonNode properties = event.path("Properties");
        return switch (event.path("Type").asText()) {
            case "HttpApi" -> Optional.of(route(properties));
            case "SQS" -> Optional.of(queue(properties));
            case "DynamoDB" -> Optional.of(stream(eventId, properties));
            case "S3" -> Optional.of(bucket(properties));
            case "Schedule", "ScheduleV2" -> Optional.of(schedule(eventId, properties));
            default ->
                throw new TemplateException("Event " + functionId + "." + eventId + " has type "
                        + event.path("Type").asText() + ", which the local cloud does not run");
        };
    }

    private static Trigger.Route route(JsonNode properties) {
        return new Trigger.Route(
                properties
                        .path("Method")
                        .asText("ANY")
                        .toUpperCase(Locale.ROOT)
                        .replace("X-AMAZON-APIGATEWAY-ANY-METHOD", "ANY"),
                properties.path("Path").asText("$default"));
    }

    private Trigger.Queue queue(JsonNode properties) {
        String arn = properties.path("Queue").asText();
        String id = names.logicalIdOf("AWS::SQS::Queue", arn);
        return new Trigger.Queue(
                names.name(id),
                names.reference(id),
                names.attribute(id, "Arn"),
                properties.path("BatchSize").asInt(QUEUE_BATCH),
                Duration.ofSeconds(
                        properties.path("MaximumBatchingWindowInSeconds").asInt(0)),
                properties.path("ScalingConfig").path("MaximumConcurrency").asInt(DEFAULT_CONCURRENCY),
                reportsFailures(properties));
    }

    private Trigger.Stream stream(String eventId, JsonNode properties) {
        String table = names.logicalIdOf(
                "AWS::DynamoDB::Table", properties.path("Stream").asText());
        JsonNode onFailure =
                properties.path("DestinationConfig").path("OnFailure").path("Destination");
        String failureQueue =
                onFailure.isTextual() ? names.reference(names.logicalIdOf("AWS::SQS::Queue", onFailure.asText())) : "";
        List<JsonNode> filters = new ArrayList<>();
        properties.path("FilterCriteria").path("Filters").forEach(filter -> {
            JsonNode pattern = filter.path("Pattern");
            filters.add(pattern.isTextual() ? Json.read(pattern.asText()) : pattern);
        });
        return new Trigger.Stream(
                functionId + "." + eventId,
                names.name(table),
                !properties.path("StartingPosition").asText().equals("LATEST"),
                properties.path("BatchSize").asInt(STREAM_BATCH),
                properties.path("MaximumRetryAttempts").asInt(FOREVER),
                properties.path("BisectBatchOnFunctionError").asBoolean(),
                reportsFailures(properties),
                failureQueue,
                filters);
    }

    private Trigger.Bucket bucket(JsonNode properties) {
        String prefix = "";
        String suffix = "";
        for (JsonNode rule : properties.path("Filter").path("S3Key").path("Rules")) {
            switch (rule.path("Name").asText().toLowerCase(Locale.ROOT)) {
                case "prefix" -> prefix = rule.path("Value").asText();
                case "suffix" -> suffix = rule.path("Value").asText();
                default -> throw new TemplateException("Unknown S3 filter in " + functionId);
            }
        }
        String id =
                names.logicalIdOf("AWS::S3::Bucket", properties.path("Bucket").asText());
        return new Trigger.Bucket(names.name(id), TemplateReader.strings(properties.path("Events")), prefix, suffix);
    }

    private Trigger.Schedule schedule(String eventId, JsonNode properties) {
        String expression = properties
                .path("ScheduleExpression")
                .asText(properties.path("Schedule").asText());
        boolean enabled = properties.path("Enabled").asBoolean(true)
                && !properties.path("State").asText().equals("DISABLED");
        JsonNode input = properties.path("Input");
        return new Trigger.Schedule(
                properties.path("Name").asText(functionId + eventId),
                eventId,
                expression,
                properties.path("ScheduleExpressionTimezone").asText("UTC"),
                enabled,
                input.isTextual() ? Json.read(input.asText()) : input);
    }

    private static boolean reportsFailures(JsonNode properties) {
        return TemplateReader.strings(properties.path("FunctionResponseTypes")).contains("ReportBatchItemFailures");
    }
}
