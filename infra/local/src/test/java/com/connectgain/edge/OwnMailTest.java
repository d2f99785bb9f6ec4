package com.connectgain.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.mail.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class OwnMailTest {

    private final String subject = "Invitation " + Ids.next();
    private final String id = Ids.next();

    @Test
    void mailIsDeliveredOnceHoweverOftenItIsQueued() throws Exception {
        Mail mail = new Mail(
                "jane@example.com", subject + "\r\nBcc: evil@example.com", "Hello", "<p>Hello</p>", "invitation");
        Edge.kernel().mailer().send(id, mail);
        Edge.await("mail sent", () -> state().equals("SENT"));
        Edge.kernel().mailer().send(id, mail);
        Edge.kernel().mailer().send(id, mail);
        Edge.await("queue drained", MailboxIdle::now);

        assertThat(deliveries()).isEqualTo(1);
    }

    @Test
    void mailWhoseSenderDiedAfterTheProviderTookItIsSentAgainRatherThanLost() throws Exception {
        JsonNode kill = Json.read("{\"function\":\"mail-sender\",\"after\":\"provider-call\"}");
        assertThat(Edge.call("POST", "/_sandbox/kill", kill).statusCode()).isLessThan(300);

        Edge.kernel().mailer().send(id, new Mail("jane@example.com", subject, "Hello", null, "invitation"));
        Edge.await("first delivery", () -> deliveriesNow() == 1);
        assertThat(state()).isNotEqualTo("SENT");
        Edge.call("POST", "/_sandbox/clock", Json.object().put("advance", "PT10M"));

        Edge.await("mail sent", () -> state().equals("SENT"));
        assertThat(deliveries()).isEqualTo(2);
        Edge.call("DELETE", "/_sandbox/clock", null);
    }

    private long deliveriesNow() {
        try {
            return deliveries();
        } catch (IOException | InterruptedException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    @Test
    void mailThatSesRefusesForGoodIsDropped() throws Exception {
        JsonNode fault =
                Json.read("{\"provider\":\"ses\",\"status\":400,\"times\":1,\"path_contains\":\"outbound-emails\"}");
        assertThat(Edge.call("POST", "/_sandbox/faults", fault).statusCode()).isEqualTo(204);

        Edge.kernel().mailer().send(id, new Mail("nobody@example.com", subject, "Hello", null, "invitation"));

        Edge.await("mail given up", () -> state().equals("REFUSED"));
        Edge.await("queue drained", MailboxIdle::now);
    }

    private String state() {
        return Edge.kernel()
                .store()
                .operations()
                .find("mail#" + id)
                .map(value -> value.path("state").asText())
                .orElse("");
    }

    private long deliveries() throws IOException, InterruptedException {
        JsonNode calls =
                Json.read(Edge.call("GET", "/_sandbox/calls?provider=ses", null).body());
        return StreamSupport.stream(calls.spliterator(), false)
                .filter(call -> call.path("body").toString().contains(subject))
                .count();
    }

    /** Whether queues and streams have been drained. */
    private static final class MailboxIdle {

        private MailboxIdle() {}

        private static boolean now() {
            try {
                return Edge.call("GET", "/_sandbox/idle?timeout_ms=20000", null).statusCode() == 200;
            } catch (IOException | InterruptedException unreachable) {
                throw new AssertionError(unreachable);
            }
        }
    }
}
