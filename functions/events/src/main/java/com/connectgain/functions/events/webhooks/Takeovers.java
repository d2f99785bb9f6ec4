package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.events.HumanTakeover;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a channel's own address is told when a person takes a conversation over. */
final class Takeovers {

    private static final String[] CONTACT = {"id", "first_name", "last_name", "phones", "emails"};
    private static final String[] AGENT = {"id", "name", "email"};

    private final Store store;

    Takeovers(Store store) {
        this.store = store;
    }

    /** Empty when the conversation or its channel is gone, or the channel names no address. */
    Optional<Delivery> delivery(HumanTakeover takeover) {
        Optional<Row> conversation = store.find("conversations", takeover.organization(), takeover.conversation());
        Optional<Row> account = conversation
                .flatMap(row -> row.find("channel_account_id"))
                .flatMap(id -> store.find("channel_accounts", takeover.organization(), id));
        return account.filter(row -> !settings(row).path("url").asText("").isBlank())
                .map(row -> delivery(takeover, conversation.get(), row));
    }

    private Delivery delivery(HumanTakeover takeover, Row conversation, Row account) {
        String timestamp = Bodies.timestamp(takeover.at());
        ObjectNode body = Json.object()
                .put("event", HumanTakeover.TYPE)
                .put("conversation_id", conversation.id())
                .put("channel_account_id", account.id())
                .put("channel_name", account.text("name"));
        body.set("agent", picked(takeover.agent(), AGENT));
        body.set("contact", contact(conversation));
        body.put("timestamp", timestamp);
        custom(settings(account).path("body")).properties().forEach(own -> body.set(own.getKey(), own.getValue()));
        return new Delivery(
                takeover.organization(),
                null,
                account.id(),
                takeover.id(),
                HumanTakeover.TYPE,
                timestamp,
                JavaScriptJson.write(body));
    }

    private static JsonNode settings(Row account) {
        return account.get("settings").path("human_takeover_webhook");
    }

    /** An object, or one as text, as people type it into a form. */
    private static JsonNode custom(JsonNode body) {
        if (!body.isTextual()) {
            return body;
        }
        try {
            return Json.parse(body.textValue().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return Json.object();
        }
    }

    private JsonNode contact(Row conversation) {
        return conversation
                .find("contact_id")
                .flatMap(id -> store.find("contacts", conversation.organization(), id))
                .<JsonNode>map(contact -> picked(contact.values(), CONTACT))
                .orElseGet(() -> Json.nodes().nullNode());
    }

    private static ObjectNode picked(ObjectNode all, String... names) {
        ObjectNode picked = Json.object();
        for (String name : names) {
            picked.set(name, all.get(name));
        }
        return picked;
    }
}
