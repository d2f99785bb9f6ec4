package com.connectgain.shared.mail;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.queue.Queues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Hands mails to the queue of {@code MailSender}; each has an id under which it is sent once. */
public final class Mailer {

    private static final String QUEUE = "MAIL_QUEUE";

    private final Supplier<Queues> queues;

    public Mailer(Supplier<Queues> queues) {
        this.queues = queues;
    }

    /** @return the mail's id */
    public String send(Mail mail) {
        String id = Ids.next();
        send(id, mail);
        return id;
    }

    /** For callers that may repeat themselves: the same id is sent once. */
    public void send(String id, Mail mail) {
        queues.get().send(QUEUE, write(id, mail));
    }

    static ObjectNode write(String id, Mail mail) {
        return Json.object()
                .put("id", id)
                .put("to", mail.to())
                .put("subject", mail.subject())
                .put("text", mail.text())
                .put("html", mail.html())
                .put("kind", mail.kind());
    }

    /** The mail of a queue message that {@link #send} wrote. */
    public static Mail read(JsonNode message) {
        return new Mail(
                message.path("to").asText(),
                message.path("subject").asText(),
                message.path("text").textValue(),
                message.path("html").textValue(),
                message.path("kind").asText());
    }
}
