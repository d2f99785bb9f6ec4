package com.connectgain.functions.messaging;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;
import com.connectgain.shared.mail.Mail;
import com.connectgain.shared.mail.MailProvider;
import com.connectgain.shared.mail.Mailer;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code mail-sender}: delivers the product's own mails, each id once. A lease keeps a second delivery of the message
 * out while the first is sending; a marker remembers what became of it.
 */
public final class MailSender extends QueueFunction {

    /** Longer than a send may take, shorter than the queue waits before it delivers again. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** As long as a message may stay in the queue and its dead-letter queue. */
    private static final Duration REMEMBERED = Duration.ofDays(28);

    private static final String STATE = "state";

    private final Once<MailProvider> provider;

    public MailSender() {
        this(Kernel.fromEnvironment());
    }

    public MailSender(Kernel kernel) {
        super(kernel);
        this.provider = Once.of(() -> new MailProvider(kernel.aws(), kernel.settings()));
    }

    @Override
    protected void handle(Message message) {
        String id = message.body().path("id").asText("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A mail message without id");
        }
        Mail mail = Mailer.read(message.body());
        Operations operations = kernel.store().operations();
        String key = "mail#" + id;
        Optional<ObjectNode> earlier = operations.claim(key, state("SENDING"), in(LEASE));
        if (earlier.isPresent()) {
            if (earlier.get().path(STATE).asText().equals("SENDING")) {
                throw new IllegalStateException("The mail is being sent by another delivery");
            }
            return;
        }
        deliver(operations, key, id, mail);
    }

    private void deliver(Operations operations, String key, String id, Mail mail) {
        MailProvider.Result result;
        try {
            result = provider.get().send(mail);
        } catch (RuntimeException passing) {
            operations.release(key);
            throw passing;
        }
        switch (result) {
            case MailProvider.Accepted(var messageId) -> {
                operations.put(key, state("SENT").put("message_id", messageId), in(REMEMBERED));
                kernel.log().info("mail sent", "mail_id", id, "kind", mail.kind());
            }
            case MailProvider.Refused(var code) -> {
                operations.put(key, state("REFUSED").put("code", code), in(REMEMBERED));
                kernel.log().warn("mail refused", "mail_id", id, "kind", mail.kind(), "code", code);
            }
        }
    }

    private static ObjectNode state(String state) {
        return Json.object().put(STATE, state);
    }

    private Instant in(Duration time) {
        return kernel.clock().instant().plus(time);
    }
}
