package com.connectgain.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class OperationsTest {

    private final Edge edge;

    OperationsTest(LocalCloud cloud) {
        this.edge = new Edge(cloud);
    }

    @Test
    void monitoringTellsEverybodyHowEachDependencyIs() throws Exception {
        HttpResponse<String> response = edge.call("GET", "/functions/v1/service-monitoring", null);

        JsonNode health = Json.read(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(health.path("status").asText()).isIn("healthy", "degraded");
        assertThat(health.path("services").findValuesAsText("name"))
                .isEqualTo(List.of("dynamodb", "sqs", "s3", "secrets"));
        assertThat(health.path("services")).allSatisfy(service -> {
            assertThat(service.path("status").asText()).isIn("healthy", "degraded");
            assertThat(service.path("latency_ms").isIntegralNumber()).isTrue();
        });
        assertThat(health.path("timestamp").asText()).isNotEmpty();
    }

    @Test
    void monitoringIsReadOnly() throws Exception {
        assertThat(edge.call("POST", "/functions/v1/service-monitoring", Json.object())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void pendingInvitationPastItsTimeExpiresAndFreesItsAddress() throws Exception {
        String organization = Ids.next();
        Row late = invitation(organization, "late@example.com", "PENDING", "2026-01-08T00:00:00+00:00");
        Row waiting = invitation(organization, "waiting@example.com", "PENDING", "2099-01-08T00:00:00+00:00");
        Row accepted = invitation(organization, "accepted@example.com", "ACCEPTED", "2026-01-08T00:00:00+00:00");

        Edge.await("late invitation expired", () -> {
            tick();
            return status(late).equals("EXPIRED");
        });

        assertThat(status(waiting)).isEqualTo("PENDING");
        assertThat(status(accepted)).isEqualTo("ACCEPTED");
        invitation(organization, "late@example.com", "PENDING", "2099-01-08T00:00:00+00:00");
    }

    private Row invitation(String organization, String email, String status, String expires) {
        return edge.insert(
                "invitations",
                Json.object()
                        .put("organization_id", organization)
                        .put("email", email)
                        .put("role", "AGENT")
                        .put("status", status)
                        .put("token_hash", Ids.next())
                        .put("expires_at", expires));
    }

    private String status(Row invitation) {
        return edge.kernel()
                .store()
                .find("invitations", invitation.organization(), invitation.id())
                .orElseThrow()
                .text("status");
    }

    /** Every schedule once, retention among them. */
    private void tick() {
        try {
            edge.call("POST", "/_sandbox/tick", Json.object());
        } catch (Exception unreachable) {
            throw new AssertionError(unreachable);
        }
    }
}
