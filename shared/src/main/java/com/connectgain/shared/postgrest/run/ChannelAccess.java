package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.postgrest.query.BoundEmbed;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.Operand;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.query.Relationship;
import com.connectgain.shared.postgrest.query.Relationship.Cardinality;
import com.connectgain.shared.postgrest.request.Operation.IsWhat;
import com.connectgain.shared.postgrest.request.RowRange;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code user_channel_access}: a member who has rows there sees the conversations of those channels only, and messages
 * through their conversation. Members without rows, administrators and keys see all. Read once, when first needed.
 */
public final class ChannelAccess {

    private static final String CHANNEL = "channel_account_id";
    private static final String CONVERSATION = "conversation_id";
    private static final String CONVERSATIONS = "conversations";
    private static final Set<String> THROUGH_CONVERSATION = Set.of("messages", "scheduled_messages");

    private final Caller caller;
    private final Store store;
    private final Once<Set<JsonNode>> granted = Once.of(this::read);

    public ChannelAccess(Caller caller, Store store) {
        this.caller = caller;
        this.store = store;
    }

    private Set<JsonNode> read() {
        Set<JsonNode> channels = new LinkedHashSet<>();
        AccessPath own = new AccessPath.Equal("user_id", caller.userId());
        for (Row row : store.readAll(store.table("user_channel_access"), caller.organizationId(), own)) {
            channels.add(row.get(CHANNEL));
        }
        return channels;
    }

    /** Whether there are conversations that the caller may not see. */
    public boolean isLimited() {
        boolean mayBe = caller.userId() != null && caller.organizationId() != null && !caller.administers();
        return mayBe && !granted.get().isEmpty();
    }

    /** Whether the caller sees the conversations of this channel. */
    public boolean includes(JsonNode channel) {
        return !isLimited() || granted.get().contains(channel);
    }

    boolean cover(Table table, ObjectNode row) {
        if (table.name().equals(CONVERSATIONS)) {
            return includes(row.path(CHANNEL));
        }
        if (!THROUGH_CONVERSATION.contains(table.name()) || !isLimited()) {
            return true;
        }
        if (!row.hasNonNull(CONVERSATION)) {
            return includes(row.path(CHANNEL));
        }
        // A conversation that is not there is the foreign key's to refuse.
        return store.find(
                        CONVERSATIONS,
                        caller.organizationId(),
                        row.path(CONVERSATION).asText())
                .map(conversation -> includes(conversation.get(CHANNEL)))
                .orElse(true);
    }

    BoundLevel restricted(BoundLevel level) {
        boolean conversations = level.table().name().equals(CONVERSATIONS);
        if (!conversations && !THROUGH_CONVERSATION.contains(level.table().name()) || !isLimited()) {
            return level;
        }
        return conversations
                ? level.withFilter(new Predicate.And(List.of(level.filter(), granted(level.table()))))
                : throughConversation(level);
    }

    private Predicate granted(Table table) {
        return new Predicate.Membership(operand(table, CHANNEL), List.copyOf(granted.get()));
    }

    private static Operand operand(Table table, String name) {
        Column column = table.column(name).orElseThrow();
        return new Operand(column, List.of(), column.type());
    }

    /** An embed that shows nothing and only filters. */
    private BoundLevel throughConversation(BoundLevel level) {
        Table table = level.table();
        Table conversations = store.table(CONVERSATIONS);
        Relationship relationship = new Relationship(
                Cardinality.MANY_TO_ONE,
                table.name() + "_conversation_id_fkey",
                table,
                List.of(CONVERSATION),
                conversations,
                List.of("id"),
                null);
        BoundLevel visible = new BoundLevel(
                conversations, List.of(), granted(conversations), Predicate.ALWAYS, List.of(), RowRange.ALL, List.of());
        List<BoundEmbed> embeds = new ArrayList<>(level.embeds());
        embeds.add(new BoundEmbed("conversation access", relationship, false, false, visible));
        Predicate reached = new Predicate.HasEmbedded(embeds.size() - 1, true);
        Predicate alone =
                new Predicate.And(List.of(new Predicate.Is(operand(table, CONVERSATION), IsWhat.NULL), granted(table)));
        return new BoundLevel(
                table,
                level.output(),
                level.filter(),
                new Predicate.And(List.of(level.embedFilter(), new Predicate.Or(List.of(reached, alone)))),
                level.order(),
                level.range(),
                embeds);
    }
}
