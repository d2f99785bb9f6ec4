package com.connectgain.infra.local.sandbox;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Errors as DynamoDB, SQS and S3 word them on the wire. */
final class AwsErrors {

    static final Set<String> SERVICES = Set.of("dynamodb", "sqs", "s3");
    static final Set<String> NAMES = Set.of("TransactionConflict", "Throttling", "InternalServerError", "Timeout");

    private static final String DYNAMO = "com.amazonaws.dynamodb.v20120810#";
    private static final String SQS = "com.amazonaws.sqs#";

    private static final Set<String> CONFLICTING =
            Set.of(".PutItem", ".UpdateItem", ".DeleteItem", ".TransactWriteItems", ".TransactGetItems");

    record Body(int status, String contentType, String text) {}

    private AwsErrors() {}

    /** Plain reads never conflict, and a batch leaves what does unprocessed. */
    static boolean isPossible(String error, String target) {
        return !error.equals("TransactionConflict")
                || !target.startsWith("DynamoDB")
                || CONFLICTING.stream().anyMatch(target::endsWith);
    }

    static Body of(String service, String error, String target, byte[] request) {
        return switch (service) {
            case "dynamodb" -> dynamo(error, target, request);
            case "sqs" ->
                error.equals("Throttling")
                        ? json(400, SQS + "RequestThrottled", "Request is throttled.")
                        : json(500, SQS + "InternalFailure", "We encountered an internal error.");
            default ->
                error.equals("Throttling")
                        ? xml(503, "SlowDown", "Please reduce your request rate.")
                        : xml(500, "InternalError", "We encountered an internal error. Please try again.");
        };
    }

    private static Body dynamo(String error, String target, byte[] request) {
        return switch (error) {
            case "TransactionConflict" ->
                target.contains("Transact")
                        ? canceled(request)
                        : json(400, DYNAMO + "TransactionConflictException", "Transaction is ongoing for the item");
            case "Throttling" ->
                json(
                        400,
                        DYNAMO + "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded.");
            default -> json(500, DYNAMO + "InternalServerError", "Internal server error");
        };
    }

    /** A transaction names a reason per item; the first one conflicts. */
    private static Body canceled(byte[] request) {
        int items = 1;
        try {
            JsonNode sent = Json.parse(request);
            items = Math.max(1, sent.path("TransactItems").size());
        } catch (JsonProcessingException unreadable) {
            // One reason is enough for a body that cannot be counted.
        }
        ArrayNode reasons = Json.array();
        reasons.addObject().put("Code", "TransactionConflict").put("Message", "Transaction is ongoing for the item");
        while (reasons.size() < items) {
            reasons.addObject().put("Code", "None");
        }
        ObjectNode body = Json.object()
                .put("__type", DYNAMO + "TransactionCanceledException")
                .put("message", "Transaction cancelled, please refer cancellation reasons for specific reasons");
        body.set("CancellationReasons", reasons);
        return new Body(400, "application/x-amz-json-1.0", Json.write(body));
    }

    private static Body json(int status, String type, String message) {
        ObjectNode body = Json.object().put("__type", type).put("message", message);
        return new Body(status, "application/x-amz-json-1.0", Json.write(body));
    }

    private static Body xml(int status, String code, String message) {
        return new Body(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message><RequestId>local</RequestId></Error>");
    }
}
