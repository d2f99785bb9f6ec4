package com.connectgain.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.mail.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class OwnMailTest {

    private final Edge edge;

    OwnMailTest(LocalCloud cloud) {
        this.edge = new Edge(cloud);
    }

    private final String subject = "Invitation " + Ids.next();
    private final String id = Ids.next();

    @Test
    void mailIsDeliveredOnceHoweverOftenItIsQueued() throws Exception {
        Mail mail = new Mail(
                "jane@example.com", subject + "\r\nBcc: evil@example.com", "Hello", "<p>Hello</p>", "invitation");
        edge.kernel().mailer().send(id, mail);
        Edge.await("mail sent", () -> state().equals("SENT"));
        edge.kernel().mailer().send(id, mail);
        edge.kernel().mailer().send(id, mail);
        Edge.await("queue drained", this::isIdle);

        assertThat(deliveries()).isEqualTo(1);
    }

    @Test
    void mailWhoseSenderDiedAfterTheProviderTookItIsSentAgainRatherThanLost() throws Exception {
        JsonNode kill = Json.read("{\"function\":\"mail-sender\",\"after\":\"provider-call\"}");
        assertThat(edge.call("POST", "/_sandbox/kill", kill).statusCode()).isLessThan(300);

        edge.kernel().mailer().send(id, new Mail("jane@example.com", subject, "Hello", null, "invitation"));
        Edge.await("first delivery", () -> deliveriesNow() == 1);
        assertThat(state()).isNotEqualTo("SENT");
        edge.call("POST", "/_sandbox/clock", Json.object().put("advance", "PT10M"));

        Edge.await("mail sent", () -> state().equals("SENT"));
        assertThat(deliveries()).isEqualTo(2);
        edge.call("DELETE", "/_sandbox/clock", null);
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
        assertThat(edge.call("POST", "/_sandbox/faults", fault).statusCode()).isEqualTo(204);

        edge.kernel().mailer().send(id, new Mail("nobody@example.com", subject, "Hello", null, "invitation"));

        Edge.await("mail given up", () -> state().equals("REFUSED"));
        Edge.await("queue drained", this::isIdle);
    }

    private String state() {
        return edge.kernel()
                .store()
                .operations()
                .find("mail#" + id)
                .map(value -> value.path("state").asText())
                .orElse("");
    }

    private long deliveries() throws IOException, InterruptedException {
        JsonNode calls =
                Json.read(edge.call("GET", "/_sandbox/calls?provider=ses", null).body());
        return StreamSupport.stream(calls.spliterator(), false)
                .filter(call -> call.path("body").toString().contains(subject))
                .count();
    }

    /** Whether queues and streams have been drained. */
    private boolean isIdle() {
        try {
            return edge.call("GET", "/_sandbox/idle?timeout_ms=20000", null).statusCode() == 200;
        } catch (IOException | InterruptedException unreachable) {
            throw new AssertionError(unreachable);
        }
    }
}
