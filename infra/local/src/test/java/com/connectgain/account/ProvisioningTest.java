package com.connectgain.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class ProvisioningTest {

    @Test
    void failingProviderNeverFailsASignUpAndIsAskedAgain(LocalCloud cloud) {
        Client client = new Client(cloud);
        client.call(
                "POST",
                "/_sandbox/faults",
                Json.object().put("provider", "n8n").put("status", 500).put("times", 1));

        JsonNode owner = client.register(Client.newEmail());
        Awaiting.until(() -> client.call("GET", "/_sandbox/calls?provider=n8n", null)
                .body()
                .toString()
                .contains(owner.at("/user/email").asText()));
        assertThat(hasKey(client, owner)).isFalse();
        cloud.clock().advance(Duration.ofMinutes(10));

        Awaiting.until(() ->
                hasKey(client, client.signIn(owner.at("/user/email").asText()).ok()));
    }

    private static boolean hasKey(Client client, JsonNode session) {
        return client.as(Client.accessToken(session), "GET", "/functions/v1/list-organizations", null)
                .ok()
                .at("/organizations/0/hasAppgainCredentials")
                .asBoolean();
    }
}
