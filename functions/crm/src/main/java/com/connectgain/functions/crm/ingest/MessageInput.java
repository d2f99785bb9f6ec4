package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A message as another system tells of it: it was sent or received already, and nothing is sent here.
 *
 * @param phone whom it was sent to, or who sent it
 * @param channelId the channel account it went through; null when the system does not say
 * @param externalId the other system's name for the message; null when it has none
 * @param values columns of a message, in their stored form
 */
record MessageInput(String phone, String channelId, String externalId, ObjectNode values) {

    private static final int CONTENT = 65_536;
    private static final int TYPE = 50;
    private static final int EXTERNAL_ID = 255;
    private static final String INBOUND = "INBOUND";
    private static final String OUTBOUND = "OUTBOUND";

    private static final Map<String, String> DIRECTIONS =
            Map.of("incoming", INBOUND, "inbound", INBOUND, "outgoing", OUTBOUND, "outbound", OUTBOUND);

    /** A message of ours that arrived here has been delivered, to us. */
    private static final Map<String, String> STATUSES = Map.of(
            "sent", "SENT",
            "received", "DELIVERED",
            "delivered", "DELIVERED",
            "read", "READ",
            "failed", "FAILED",
            "pending", "PENDING",
            "sending", "PENDING");

    static MessageInput read(Input sent) {
        String number = sent.text("phone").orElseThrow(() -> Problem.required("phone"));
        String content = sent.typed("content", CONTENT).orElseThrow(() -> Problem.required("content"));
        String direction = sent.text("direction").orElseThrow(() -> Problem.required("direction"));
        ObjectNode values = Json.object()
                .put("content", content)
                .put("direction", direction(direction))
                .put("source", "api");
        values.put("status", status(sent, values.path("direction").textValue()));
        values.put(
                "message_type",
                sent.text("message_type", TYPE)
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .orElse("text"));
        sent.document("metadata").ifPresent(metadata -> values.set("metadata", metadata));
        Optional<String> externalId = sent.text("external_id", EXTERNAL_ID);
        externalId.ifPresent(id -> values.put("external_id", id));
        return new MessageInput(
                ContactInput.phone(number),
                sent.text("channel_account_id").orElse(null),
                externalId.orElse(null),
                values);
    }

    private static String direction(String text) {
        String direction = DIRECTIONS.get(text.toLowerCase(Locale.ROOT));
        if (direction == null) {
            throw Problem.badRequest("direction must be \"incoming\" or \"outgoing\"");
        }
        return direction;
    }

    private static String status(Input sent, String direction) {
        String text = sent.text("status").orElse(direction.equals(INBOUND) ? "received" : "sent");
        String status = STATUSES.get(text.toLowerCase(Locale.ROOT));
        if (status == null) {
            throw Problem.badRequest("status must be one of sent, received, delivered, read, failed, pending");
        }
        return status;
    }

    boolean isOutbound() {
        return values.path("direction").textValue().equals(OUTBOUND);
    }

    /** A new contact, should there be none with this number. */
    ObjectNode contact() {
        ObjectNode contact = Json.object().put("source", "api");
        contact.putArray("phones").add(phone);
        return contact;
    }
}
