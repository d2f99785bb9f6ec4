package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Answers a comment under a post in public and in private; both are recorded for the channel's sender. */
final class ReplyToComment implements Action {

    @Override
    public Plan plan(Order order) {
        String comment = Optional.ofNullable(
                        order.situation().event().data().path("comment_id").textValue())
                .orElseThrow(() -> new ActionFailure("The event is no comment"));
        Optional<String> reply = order.text("public_reply", "reply_text", "comment_reply", "reply");
        Optional<String> direct = order.text("private_message", "dm_text", "private_reply", "dm");
        if (reply.isEmpty() && direct.isEmpty()) {
            throw new ActionFailure("A reply is required (public_reply or private_message)");
        }
        Recipients recipients = Recipients.of(order);
        Carrier.CHANNELS.require(order);
        ObjectNode summary = Json.object().put("comment_id", comment).put("conversation", recipients.summary());
        reply.ifPresent(text -> summary.put("public_reply", text));
        direct.ifPresent(text -> summary.put("private_message", text));
        return new Plan(summary, () -> {
            ObjectNode result = Json.object();
            reply.ifPresent(text ->
                    result.set("public_reply", send(order, recipients, "public", comment, mentioning(order, text))));
            direct.ifPresent(text -> result.set("private_message", send(order, recipients, "private", comment, text)));
            return result;
        });
    }

    private static String mentioning(Order order, String text) {
        boolean mention = order.config().path("mention").asBoolean()
                || order.config().path("mention_user").asBoolean();
        String commenter = order.situation().event().data().path("commenter_id").asText("");
        return mention && !commenter.isEmpty() ? "@[" + commenter + "] " + text : text;
    }

    private static ObjectNode send(Order order, Recipients recipients, String kind, String comment, String text) {
        ObjectNode message = Json.object().put("content", text).put("message_type", "text");
        message.putObject("metadata").put("comment_id", comment).put("comment_reply", kind);
        Order part = new Order(order.situation(), order.automation(), order.key() + "#" + kind, order.config());
        return SendMessage.record(part, message, recipients);
    }
}
