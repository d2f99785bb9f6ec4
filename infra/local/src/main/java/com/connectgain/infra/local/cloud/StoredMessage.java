package com.connectgain.infra.local.cloud;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** A queue's message as a JSON line, and back. */
final class StoredMessage {

    private StoredMessage() {}

    static ObjectNode write(InternalMessage message) {
        ObjectNode json = Json.object()
                .put("id", message.id())
                .put("next", message.nextDelivery())
                .put("content", message.content().value())
                .put("created", message.created().toString())
                .put("order", message.orderIndex())
                .put("receives", message.receiveCount())
                .put("fifo", message.isFifo());
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, attribute) -> json.withObject("/attributes").set(name, attribute(attribute)));
        if (message.firstReceive() instanceof OnDateTimeReceived received) {
            json.put("first", received.when().toString());
        }
        put(json, "group", message.messageGroupId());
        put(json, "dedup", message.messageDeduplicationId().map(DeduplicationId::id));
        put(json, "trace", message.tracingId().map(TracingId::id));
        put(json, "sequence", message.sequenceNumber());
        put(json, "source", message.deadLetterSourceQueueName());
        return json;
    }

    /**
     * Whoever had received the message died with the process, so it is deliverable at once. Its receipts are of no use
     * any more, and are not written: the queue changes them while the journal would read them.
     */
    static InternalMessage read(JsonNode json, long now) {
        Map<String, MessageAttribute> attributes = new HashMap<>();
        json.path("attributes")
                .properties()
                .forEach(entry -> attributes.put(entry.getKey(), attribute(entry.getValue())));
        boolean inFlight = json.path("receives").asInt() > 0;
        Received first = json.has("first")
                ? new OnDateTimeReceived(OffsetDateTime.parse(json.path("first").asText()))
                : NeverReceived$.MODULE$;
        return new InternalMessage(
                json.path("id").asText(),
                CollectionConverters.asScala(new ArrayList<String>()),
                inFlight
                        ? Math.min(now, json.path("next").asLong())
                        : json.path("next").asLong(),
                new MessageContent(json.path("content").asText()),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(attributes)),
                OffsetDateTime.parse(json.path("created").asText()),
                json.path("order").asInt(),
                first,
                json.path("receives").asInt(),
                json.path("fifo").asBoolean(),
                option(json, "group"),
                option(json, "dedup").map(DeduplicationId::new),
                option(json, "trace").map(TracingId::new),
                option(json, "sequence"),
                option(json, "source"));
    }

    private static ObjectNode attribute(MessageAttribute attribute) {
        ObjectNode json = Json.object().put("type", attribute.primaryDataType());
        Option<String> custom;
        switch (attribute) {
            case StringMessageAttribute text -> {
                json.put("value", text.stringValue());
                custom = text.customType();
            }
            case NumberMessageAttribute number -> {
                json.put("value", number.stringValue());
                custom = number.customType();
            }
            case BinaryMessageAttribute binary -> {
                json.put("value", binary.asBase64());
                custom = binary.customType();
            }
            default -> throw new IllegalStateException("Unknown attribute " + attribute.primaryDataType());
        }
        put(json, "custom", custom);
        return json;
    }

    private static MessageAttribute attribute(JsonNode json) {
        String value = json.path("value").asText();
        Option<String> custom = option(json, "custom");
        return switch (json.path("type").asText()) {
            case "Number" -> new NumberMessageAttribute(value, custom);
            case "Binary" -> BinaryMessageAttribute.fromBase64(value, custom);
            default -> new StringMessageAttribute(value, custom);
        };
    }

    private static void put(ObjectNode json, String name, Option<String> value) {
        OptionConverters.toJava(value).ifPresent(text -> json.put(name, text));
    }

    private static Option<String> option(JsonNode json, String name) {
        return Option.apply(json.path(name).textValue());
    }
}
