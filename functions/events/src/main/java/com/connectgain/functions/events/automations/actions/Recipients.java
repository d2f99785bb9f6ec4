package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.conversations.Conversations;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The conversation that an automation writes into: the event's own; else the contact's latest on the channel that the
 * action names, or a new one there.
 *
 * @param conversation null while there is none
 * @param contact whom the new one is with
 * @param channel where the new one is
 */
record Recipients(Row conversation, Row contact, Row channel) {

    static Recipients of(Order order) {
        Optional<Row> channel = channel(order);
        Optional<Row> own = order.situation().conversation().filter(row -> isOn(row, channel));
        if (own.isPresent()) {
            return new Recipients(own.get(), null, null);
        }
        Row contact = order.contact();
        Optional<Row> latest = latest(order, contact, channel);
        if (latest.isPresent()) {
            return new Recipients(latest.get(), null, null);
        }
        return new Recipients(
                null,
                contact,
                channel.orElseThrow(() -> new ActionFailure(
                        "The contact has no conversation; name a channel (channel_account_id or channel_type)")));
    }

    private static boolean isOn(Row conversation, Optional<Row> channel) {
        return channel.isEmpty() || channel.get().id().equals(conversation.text("channel_account_id"));
    }

    private static Optional<Row> channel(Order order) {
        Optional<String> id = order.text("channel_account_id", "channel_id");
        if (id.isPresent()) {
            Row account = order.row("channel_accounts", id.get());
            if (!account.is("is_active")) {
                throw new ActionFailure("The channel " + account.text("name") + " is not active");
            }
            return Optional.of(account);
        }
        Optional<String> type = order.text("channel_type", "channel").map(Recipients::type);
        if (type.isEmpty()) {
            return implied(order).map(wanted -> ofType(order, wanted));
        }
        Optional<Row> own = order.situation().channel().filter(row -> type.get().equals(row.text("type")));
        return Optional.of(own.orElseGet(() -> ofType(order, type.get())));
    }

    private static Optional<String> implied(Order order) {
        return switch (order.config().path("type").asText().toUpperCase(Locale.ROOT)) {
            case "SEND_SMS" -> Optional.of("SMS");
            default -> Optional.empty();
        };
    }

    private static String type(String written) {
        String type = written.toUpperCase(Locale.ROOT).replace(' ', '_');
        return switch (type) {
            case "MESSENGER", "FACEBOOK" -> "FB_MESSENGER";
            case "EMAIL" -> "BULK_EMAIL";
            case "WHATSAPP_BUSINESS" -> "WHATSAPP_CLOUD";
            default -> type;
        };
    }

    private static Row ofType(Order order, String type) {
        Store store = order.kernel().store();
        return store
                .readAll(
                        store.table("channel_accounts"),
                        order.situation().organizationId(),
                        new AccessPath.Equal("type", type))
                .stream()
                .filter(account -> account.is("is_active"))
                .findFirst()
                .orElseThrow(() -> new ActionFailure("There is no active channel of type " + type));
    }

    private static Optional<Row> latest(Order order, Row contact, Optional<Row> channel) {
        List<Row> all = conversations(order).of(order.situation().organizationId(), contact.id());
        return channel.isPresent()
                ? Conversations.on(channel.get().id(), all)
                : all.stream().findFirst();
    }

    private static Conversations conversations(Order order) {
        return new Conversations(order.kernel().store(), order.kernel().records());
    }

    String summary() {
        return conversation == null ? "a new conversation" : conversation.id();
    }

    /** The conversation; opened now when there was none. */
    String open(Order order) {
        if (conversation != null) {
            return conversation.id();
        }
        return conversations(order)
                .begin(order.writing(), contact.id(), channel.id())
                .row()
                .id();
    }
}
