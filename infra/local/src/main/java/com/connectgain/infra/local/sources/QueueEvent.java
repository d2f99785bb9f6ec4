package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.template.Site;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A batch of messages as Lambda's SQS event has it. */
final class QueueEvent {

    private QueueEvent() {}

    static ObjectNode of(List<Message> messages, String queueArn) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode json = records.addObject()
                    .put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body())
                    .put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queueArn)
                    .put("awsRegion", Site.REGION);
            ObjectNode attributes = json.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            ObjectNode own = json.putObject("messageAttributes");
            message.messageAttributes().forEach((name, value) -> own.set(name, attribute(value)));
        }
        return event;
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode json = Json.object().put("dataType", value.dataType());
        if (value.stringValue() != null) {
            json.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            json.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        return json;
    }
}
