package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.template.Site;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Stream records as Lambda's DynamoDB event has them. */
final class StreamEvent {

    private StreamEvent() {}

    static ObjectNode of(List<ObjectNode> records) {
        ObjectNode event = Json.object();
        event.putArray("Records").addAll(records);
        return event;
    }

    static ObjectNode record(Record record, String streamArn) {
        StreamRecord change = record.dynamodb();
        ObjectNode json = Json.object()
                .put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventVersion", record.eventVersion())
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", Site.REGION)
                .put("eventSourceARN", streamArn);
        ObjectNode dynamodb = json.putObject("dynamodb");
        long millis = change.approximateCreationDateTime() == null
                ? 0
                : change.approximateCreationDateTime().toEpochMilli();
        dynamodb.put("ApproximateCreationDateTime", BigDecimal.valueOf(millis, 3));
        dynamodb.set("Keys", image(change.keys()));
        if (change.hasNewImage()) {
            dynamodb.set("NewImage", image(change.newImage()));
        }
        if (change.hasOldImage()) {
            dynamodb.set("OldImage", image(change.oldImage()));
        }
        dynamodb.put("SequenceNumber", change.sequenceNumber())
                .put("SizeBytes", change.sizeBytes())
                .put("StreamViewType", change.streamViewTypeAsString());
        if (record.userIdentity() != null && record.userIdentity().principalId() != null) {
            json.putObject("userIdentity")
                    .put("type", record.userIdentity().type())
                    .put("principalId", record.userIdentity().principalId());
        }
        return json;
    }

    private static ObjectNode image(Map<String, AttributeValue> item) {
        ObjectNode json = Json.object();
        item.forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    private static JsonNode value(AttributeValue value) {
        ObjectNode json = Json.object();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", base64(value.b()));
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case SS -> texts(json.putArray("SS"), value.ss());
            case NS -> texts(json.putArray("NS"), value.ns());
            case BS ->
                texts(
                        json.putArray("BS"),
                        value.bs().stream().map(StreamEvent::base64).toList());
            case M -> json.set("M", image(value.m()));
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(item -> list.add(value(item)));
            }
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("Unknown attribute type");
        }
        return json;
    }

    private static void texts(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
