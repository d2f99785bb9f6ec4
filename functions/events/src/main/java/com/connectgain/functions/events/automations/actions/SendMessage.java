package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes to the contact: a text, or a template or quick reply with its variables filled in. The message is recorded as
 * PENDING in its conversation, where the channel's sender takes it up; the log claims no more than that.
 */
final class SendMessage implements Action {

    @Override
    public Plan plan(Order order) {
        ObjectNode message = content(order);
        Recipients recipients = Recipients.of(order);
        Carrier.CHANNELS.require(order);
        ObjectNode summary = Json.object().put("conversation", recipients.summary());
        summary.set("message", message.deepCopy());
        return new Plan(summary, () -> record(order, message, recipients));
    }

    static ObjectNode record(Order order, ObjectNode message, Recipients recipients) {
        ObjectNode row = message.deepCopy()
                .put("conversation_id", recipients.open(order))
                .put("direction", "OUTBOUND")
                .put("status", "PENDING")
                .put("source", "automation");
        ObjectNode metadata = row.path("metadata") instanceof ObjectNode known ? known : Json.object();
        metadata.put("automation_rule_id", order.automation());
        metadata.put("event_id", order.situation().event().id());
        row.set("metadata", metadata);
        Row written = order.insert("messages", row);
        return Json.object()
                .put("message_id", written.id())
                .put("conversation_id", written.text("conversation_id"))
                .put("status", written.text("status"))
                .put("delivery", "Recorded for the channel's sender; not delivered yet");
    }

    private static ObjectNode content(Order order) {
        Optional<String> template = order.text("template_id");
        if (template.isPresent()) {
            return ofTemplate(order, template.get());
        }
        Optional<String> quickReply = order.text("quick_reply_id");
        if (quickReply.isPresent()) {
            String text = order.row("quick_replies", quickReply.get()).text("text");
            return text(order.interpolator().text(text));
        }
        Optional<String> approved = order.text("template_name");
        if (approved.isPresent()) {
            return approved(order, approved.get());
        }
        ObjectNode message = text(order.text("content", "message", "text", "body", "message_text", "reply_text")
                .orElse(""));
        order.text("media_url", "image_url").ifPresent(url -> {
            message.put("message_type", order.text("media_type").orElse("image").toLowerCase(Locale.ROOT));
            message.putArray("media").addObject().put("url", url);
        });
        if (message.path("content").asText().isBlank() && !message.has("media")) {
            throw new ActionFailure("A message is required (content, template_id or quick_reply_id)");
        }
        return message;
    }

    private static ObjectNode text(String content) {
        return Json.object().put("content", content).put("message_type", "text");
    }

    private static ObjectNode ofTemplate(Order order, String id) {
        Optional<Row> template = order.situation().find("templates", id);
        if (template.isEmpty()) {
            return text(order.interpolator().text(order.row("quick_replies", id).text("text")));
        }
        String body = template.get().find("text").orElse("");
        ObjectNode message = text(order.interpolator().text(body));
        template.get().find("image_url").ifPresent(url -> {
            message.put("message_type", "image");
            message.putArray("media").addObject().put("url", url);
        });
        ObjectNode named = message.putObject("metadata").putObject("template");
        named.put("id", id).put("name", template.get().text("name"));
        named.set("variables", variables(order));
        return message;
    }

    /** A template approved by Meta is sent by name and values; the text is what the approved one says. */
    private static ObjectNode approved(Order order, String name) {
        ObjectNode message =
                text(order.text("content", "text").orElse("[" + name + "]")).put("message_type", "template");
        ObjectNode named = message.putObject("metadata").putObject("template");
        named.put("name", name)
                .put("language", order.text("template_language", "language").orElse("en"));
        named.set("variables", variables(order));
        return message;
    }

    private static JsonNode variables(Order order) {
        for (String name : new String[] {"template_variables", "variables", "parameters"}) {
            if (order.config().path(name).isContainerNode()) {
                return order.interpolator().tree(order.config().path(name));
            }
        }
        return Json.array();
    }
}
