package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.Masking;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Puts whole objects beside the ids of an event: contact with company, organization, conversation with channel and
 * assignee. What cannot be read in two seconds is not waited for: the ids alone are delivered then.
 */
final class Enrichment {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String[] ORGANIZATION = {"id", "name", "slug", "settings", "created_at", "updated_at"};
    private static final String[] CHANNEL = {"id", "type", "name", "settings", "is_active"};
    private static final String[] MEMBER = {"id", "first_name", "last_name", "email"};

    /** Settings hold whatever a provider asks for: what is called like a secret is one. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(_key|apikey|token|secret|password|passphrase|credential|authorization).*");

    private final Store store;

    Enrichment(Store store) {
        this.store = store;
    }

    /** The event's data with what could be read; the ids stay. */
    ObjectNode of(Event event) {
        FutureTask<ObjectNode> task = new FutureTask<>(() -> read(event));
        Thread.startVirtualThread(task);
        try {
            ObjectNode enriched = event.data().deepCopy();
            enriched.setAll(task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            return enriched;
        } catch (TimeoutException | ExecutionException unavailable) {
            task.cancel(true);
            return event.data();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return event.data();
        }
    }

    private ObjectNode read(Event event) {
        ObjectNode beside = Json.object();
        String tenant = event.organization();
        String contact = event.table().equals("contacts") ? event.entity() : id(event.data(), "contact_id");
        if (!contact.isEmpty()) {
            beside.set("contact", contact(tenant, contact));
        }
        beside.set(
                "organization",
                store.find("organizations", tenant, tenant)
                        .map(row -> picked(row, ORGANIZATION))
                        .orElse(null));
        String conversation =
                event.table().equals("conversations") ? event.entity() : id(event.data(), "conversation_id");
        if (!conversation.isEmpty()) {
            beside.set("conversation", conversation(tenant, conversation));
        }
        return beside;
    }

    private ObjectNode contact(String tenant, String id) {
        return find("contacts", tenant, id)
                .map(row -> {
                    ObjectNode contact = EventData.row(row.table(), row.values());
                    contact.set(
                            "company",
                            find("companies", tenant, id(contact, "company_id"))
                                    .map(company -> EventData.row(company.table(), company.values()))
                                    .orElse(null));
                    return contact;
                })
                .orElse(null);
    }

    private ObjectNode conversation(String tenant, String id) {
        return find("conversations", tenant, id)
                .map(row -> {
                    ObjectNode conversation = EventData.row(row.table(), row.values());
                    conversation.set(
                            "channel_account",
                            find("channel_accounts", tenant, id(conversation, "channel_account_id"))
                                    .map(account -> picked(account, CHANNEL))
                                    .orElse(null));
                    conversation.set(
                            "assignee",
                            find("profiles", tenant, id(conversation, "assignee_id"))
                                    .map(member -> picked(member, MEMBER))
                                    .orElse(null));
                    return conversation;
                })
                .orElse(null);
    }

    private Optional<Row> find(String table, String tenant, String id) {
        return id.isEmpty() ? Optional.empty() : store.find(table, tenant, id);
    }

    private static String id(ObjectNode row, String column) {
        return row.path(column).asText("").equals("null")
                ? ""
                : row.path(column).asText("");
    }

    private static ObjectNode picked(Row row, String... columns) {
        ObjectNode all = EventData.row(row.table(), row.values());
        ObjectNode picked = Json.object();
        for (String column : columns) {
            picked.set(column, all.get(column));
        }
        redact(picked.path("settings"));
        return picked;
    }

    private static void redact(JsonNode settings) {
        if (settings instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode value = member.getValue();
                boolean secret = SECRET.matcher(member.getKey()).matches()
                        || value.isTextual() && Vault.isSealed(value.asText());
                if (secret && !value.isNull()) {
                    member.setValue(Json.nodes().textNode(Masking.MASK));
                } else {
                    redact(value);
                }
            }
        } else {
            settings.forEach(Enrichment::redact);
        }
    }
}
