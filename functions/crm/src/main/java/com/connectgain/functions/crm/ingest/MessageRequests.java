package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.conversations.Channels;
import com.connectgain.shared.conversations.Conversations;
import com.connectgain.shared.conversations.MessageRecorder;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.people.Contacts;
import com.connectgain.shared.postgrest.run.Masking;
import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The request that brings a message, and what it is answered. */
public final class MessageRequests {

    private final Kernel kernel;
    private final Channels channels;
    private final Contacts contacts;
    private final Conversations conversations;
    private final MessageRecorder messages;

    public MessageRequests(Kernel kernel) {
        this.kernel = kernel;
        this.channels = new Channels(kernel.store());
        this.contacts = new Contacts(kernel.store(), kernel.records());
        this.conversations = new Conversations(kernel.store(), kernel.records());
        this.messages = new MessageRecorder(kernel.store(), kernel.records());
    }

    /** To tell of a message that was sent is to send in the organization's name; to tell of another, to see its inbox. */
    public static void admit(Caller caller, ObjectNode body) {
        MessageInput message = MessageInput.read(new Input(body));
        boolean reader = caller.may(Permission.CAN_READ_MESSAGES);
        if (message.isOutbound() || !reader) {
            caller.require(Permission.CAN_SEND_MESSAGES);
        }
    }

    public Response insertMessage(Caller caller, ObjectNode body) {
        MessageInput message = MessageInput.read(new Input(body));
        Writing writing = new Writing(
                kernel.store(), caller.organization(), null, kernel.clock().instant());
        String channelId = Optional.ofNullable(message.channelId())
                .map(id -> named(writing, id))
                .orElse(null);
        Found found = Optional.ofNullable(message.externalId())
                .flatMap(id -> messages.recorded(writing.tenant(), channelId, id))
                .map(row -> new Found(row, false))
                .orElseGet(() -> insert(writing, message, channelId));
        return answer(found);
    }

    private String named(Writing writing, String id) {
        return channels.find(writing.tenant(), id)
                .map(Row::id)
                .orElseThrow(() -> Problem.notFound("Channel account not found"));
    }

    /** Contact, conversation, message: what a crash leaves of them is found by the same request sent again. */
    private Found insert(Writing writing, MessageInput message, String channelId) {
        Found contact = contacts.findOrCreate(writing, message.contact());
        String contactId = contact.row().id();
        List<Row> known = contact.isNew() ? List.of() : conversations.of(writing.tenant(), contactId);
        String channel = channelId != null ? channelId : usual(writing, known);
        Row conversation = Conversations.on(channel, known)
                .orElseGet(
                        () -> conversations.begin(writing, contactId, channel).row());
        return messages.record(writing, conversation, channelId, message.values());
    }

    /** Where the contact was heard of last; a channel that is gone takes no messages any more. */
    private String usual(Writing writing, List<Row> known) {
        for (Row conversation : known) {
            String channel = conversation.text("channel_account_id");
            if (channel == null || channels.find(writing.tenant(), channel).isPresent()) {
                return channel;
            }
        }
        return channels.usual(writing.tenant()).map(Row::id).orElse(null);
    }

    /** Both documented shapes in one. */
    private static Response answer(Found found) {
        Row message = found.row();
        ObjectNode answer = Json.object()
                .put("success", true)
                .put("messageId", message.id())
                .put("conversationId", message.text("conversation_id"))
                .put("contactId", message.text("contact_id"))
                .put("is_new", found.isNew());
        answer.set("message", Masking.shown(message));
        return Response.ok(answer);
    }
}
