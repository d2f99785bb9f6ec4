package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the inbox counts: unread are the inbound messages after {@code last_read_at}, all of them when it is null. */
final class Inbox {

    private static final String LAST_READ = "last_read_at";
    private static final int PAGE = 500;

    /** Beyond it nobody counts; the number stands for "very many". */
    private static final int MOST_COUNTED = 10_000;

    private Inbox() {}

    static boolean isInbound(ObjectNode message) {
        return message.path("direction").asText().equals("INBOUND");
    }

    static boolean isUnread(ObjectNode conversation, ObjectNode message) {
        if (!isInbound(message)) {
            return false;
        }
        String read = Cells.text(conversation, LAST_READ);
        return read == null || Cells.isAfter(message.path("created_at").asText(), read);
    }

    /** Counts anew, for a {@code last_read_at} that moved: reads the messages after it, the newest first. */
    static int count(Writing writing, ObjectNode conversation) {
        Store store = writing.store();
        String read = Cells.text(conversation, LAST_READ);
        // Sort keys are "<timestamp>#<id>", and '$' is the character after '#'.
        Slice slice = Slice.of(new AccessPath.Partition(conversation.path("id").asText()), PAGE)
                .newestFirst()
                .between(read == null ? null : read + "$", null);
        int unread = 0;
        int seen = 0;
        Page page;
        do {
            page = store.read(store.table("messages"), writing.tenant(), slice);
            unread += (int) page.rows().stream()
                    .filter(row -> isUnread(conversation, row.values()))
                    .count();
            seen += page.rows().size();
            slice = slice.startingAfter(page.next());
        } while (!page.isLast() && seen < MOST_COUNTED);
        return unread;
    }

    /** The newest message of a conversation but {@code without}, or null. */
    static Row newest(Writing writing, String conversationId, Row without) {
        Slice slice = Slice.of(new AccessPath.Partition(conversationId), 2).newestFirst();
        return writing.store().read(writing.store().table("messages"), writing.tenant(), slice).rows().stream()
                .filter(row -> !row.key().equals(without.key()))
                .findFirst()
                .orElse(null);
    }

    /** Marks the conversation for the two counts, which so read what they count and nothing else. */
    static void mark(ObjectNode conversation) {
        ArrayNode marks = conversation.putArray("attention");
        if (conversation.path("unread_count").asInt() > 0) {
            marks.add("UNREAD");
        }
        boolean open = conversation.path("status").asText().equals("OPEN");
        if (open && conversation.path("last_message_direction").asText().equals("INBOUND")) {
            marks.add("UNANSWERED");
        }
    }
}
