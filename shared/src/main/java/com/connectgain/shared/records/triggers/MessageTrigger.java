package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * Messages keep their conversation's summary in step, in their own transaction: the last message, the unread count, the
 * 24-hour window. An inbound message opens a closed conversation again.
 */
final class MessageTrigger implements Trigger {

    private static final String CONVERSATION = "conversation_id";
    private static final String LAST = "last_message_at";
    private static final String DIRECTION = "last_message_direction";
    private static final String PREVIEW = "last_message_preview";
    private static final String UNREAD = "unread_count";
    private static final String WAITING = "waiting_since";
    private static final String WINDOW = "last_user_message_at";
    private static final String OPEN_KEY = "conversations_open_contact_id_channel_account_id_key";
    private static final int PREVIEW_LENGTH = 200;
    private static final Set<String> CLOSED = Set.of("CLOSED", "RESOLVED");

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        Optional<Row> found = transaction.find("conversations", Cells.text(row, CONVERSATION));
        if (found.isEmpty()) {
            return; // the foreign key refuses it
        }
        Row conversation = found.get();
        inherit(transaction, conversation, row);
        transaction.change(conversation, values -> count(transaction, values, row));
    }

    private static void inherit(Transaction transaction, Row conversation, ObjectNode row) {
        for (String column : new String[] {"contact_id", "channel_account_id"}) {
            if (!row.hasNonNull(column)) {
                row.set(column, conversation.get(column));
            }
        }
        if (!row.hasNonNull("channel")) {
            transaction
                    .find("channel_accounts", Cells.text(row, "channel_account_id"))
                    .ifPresent(account -> row.set("channel", account.get("type")));
        }
        String user = transaction.writing().userId();
        if (user != null && !Inbox.isInbound(row) && !transaction.writing().names("sender_id")) {
            row.put("sender_id", user);
        }
    }

    private static void count(Transaction transaction, ObjectNode conversation, ObjectNode message) {
        String created = message.path("created_at").asText();
        conversation.put("message_count", conversation.path("message_count").asInt() + 1);
        if (isNewest(conversation, created)) {
            summarise(conversation, message);
        }
        if (!Inbox.isInbound(message)) {
            if (!conversation.hasNonNull("first_response_at") && conversation.hasNonNull(WINDOW)) {
                conversation.put("first_response_at", created);
            }
            return;
        }
        if (Inbox.isUnread(conversation, message)) {
            conversation.put(UNREAD, conversation.path(UNREAD).asInt() + 1);
        }
        String window = Cells.text(conversation, WINDOW);
        if (window == null || Cells.isAfter(created, window)) {
            conversation.put(WINDOW, created);
        }
        conversation.put(
                "inbound_since_analysis",
                conversation.path("inbound_since_analysis").asInt() + 1);
        conversation.put("reengagement_strikes", 0);
        reopen(transaction, conversation);
    }

    private static boolean isNewest(ObjectNode conversation, String created) {
        String last = Cells.text(conversation, LAST);
        return last == null || !conversation.hasNonNull(DIRECTION) || !Cells.isAfter(last, created);
    }

    private static void summarise(ObjectNode conversation, ObjectNode message) {
        if (!Inbox.isInbound(message)) {
            answer(conversation, message);
        } else if (!conversation.hasNonNull(WAITING)) {
            conversation.set(WAITING, message.path("created_at"));
        }
        conversation.set(LAST, message.path("created_at"));
        conversation.set(DIRECTION, message.path("direction"));
        String text = Cells.isBlank(message, "content")
                ? "[" + message.path("message_type").asText() + "]"
                : message.path("content").asText();
        int end = Math.min(text.length(), PREVIEW_LENGTH);
        boolean splits = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        conversation.put(PREVIEW, text.substring(0, splits ? end - 1 : end));
    }

    /** Nobody was answered by a message that did not go out. */
    private static void answer(ObjectNode conversation, ObjectNode message) {
        if (!message.path("status").asText().equals("FAILED")) {
            conversation.putNull(WAITING);
        }
    }

    /** Unless another conversation of the two is open already: at most one is. */
    private static void reopen(Transaction transaction, ObjectNode conversation) {
        if (!CLOSED.contains(conversation.path("status").asText())) {
            return;
        }
        boolean thread = conversation.path("metadata").path("is_comment_thread").asBoolean();
        if (thread
                || transaction
                        .holder("conversations", OPEN_KEY, conversation, conversation)
                        .isEmpty()) {
            conversation.put("status", "OPEN");
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (!Cells.changed(before, after, "direction") && !Cells.changed(before, after, "created_at")) {
            return;
        }
        transaction
                .find("conversations", Cells.text(after, CONVERSATION))
                .ifPresent(conversation -> transaction.change(conversation, values -> {
                    countUnread(values, before.values(), -1);
                    countUnread(values, after, 1);
                    if (before.text("created_at").equals(Cells.text(values, LAST))
                            || isNewest(values, created(after))) {
                        summarise(values, after);
                    }
                }));
    }

    private static String created(ObjectNode message) {
        return message.path("created_at").asText();
    }

    private static void countUnread(ObjectNode conversation, ObjectNode message, int difference) {
        if (Inbox.isUnread(conversation, message)) {
            conversation.put(UNREAD, Math.max(0, conversation.path(UNREAD).asInt() + difference));
        }
    }

    @Override
    public void deleting(Transaction transaction, Row row) {
        transaction
                .find("conversations", row.text(CONVERSATION))
                .ifPresent(conversation -> transaction.change(conversation, values -> {
                    countUnread(values, row.values(), -1);
                    values.put(
                            "message_count",
                            Math.max(0, values.path("message_count").asInt() - 1));
                    if (row.text("created_at").equals(Cells.text(values, LAST))) {
                        forgetLast(transaction, values, row);
                    }
                }));
    }

    private static void forgetLast(Transaction transaction, ObjectNode conversation, Row deleted) {
        Row newest = Inbox.newest(transaction.writing(), conversation.path("id").asText(), deleted);
        if (newest != null) {
            summarise(conversation, newest.values());
            return;
        }
        conversation.setAll(
                Json.object().putNull(LAST).putNull(DIRECTION).putNull(PREVIEW).putNull(WAITING));
    }
}
