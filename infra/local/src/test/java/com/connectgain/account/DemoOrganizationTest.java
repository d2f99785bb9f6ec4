package com.connectgain.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.DemoOrganization;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.Seed;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class DemoOrganizationTest {

    @Test
    void plantingAgainAfterACrashGivesOneOrganizationThatCanBeEntered(LocalCloud cloud) {
        Client client = new Client(cloud);
        Seed seed = new DemoOrganization();
        seed.plant(cloud.kernel());

        Seed.Demo demo = seed.plant(cloud.kernel()).orElseThrow();

        Store store = cloud.kernel().store();
        Row organization = store.find("organizations", demo.organizationId(), demo.organizationId())
                .orElseThrow();
        assertThat(organization.get("settings").path("allow_anon_send").asBoolean())
                .isTrue();
        assertThat(store.readAll(store.table("contacts"), demo.organizationId(), new AccessPath.Whole()))
                .hasSize(3);
        JsonNode login = Json.object().put("email", demo.ownerEmail()).put("password", demo.ownerPassword());
        assertThat(client.anon("POST", "/auth/v1/token?grant_type=password", login)
                        .status())
                .isEqualTo(200);
        assertThat(client.call("GET", "/functions/v1/list-organizations", null, "X-API-Key", demo.apiKey())
                        .ok()
                        .at("/organizations/0/name")
                        .asText())
                .isEqualTo("Demo Organization");
    }
}
