package com.connectgain.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class AccountFunctionsTest {

    private static final String GENERATE = "/functions/v1/generate-api-key";
    private static final String LIST = "/functions/v1/list-organizations";

    private final LocalCloud cloud;
    private final Client client;

    AccountFunctionsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private static String organizationOf(JsonNode session) {
        return session.at("/user/app_metadata/organization_id").asText();
    }

    @Test
    void newKeyIsShownOnceAndOpensItsOrganization() {
        JsonNode owner = client.register(Client.newEmail());
        ObjectNode body = Json.object().put("name", "Integration").put("expires_in_days", 30);
        body.putObject("permissions").put("can_send_messages", false);

        JsonNode issued =
                client.as(Client.accessToken(owner), "POST", GENERATE, body).ok();

        String key = issued.path("api_key").asText();
        assertThat(key).matches("cg_[0-9a-f]{48}");
        assertThat(issued.at("/key_info/key_prefix").asText()).isEqualTo(key.substring(0, 9));
        assertThat(issued.at("/key_info/permissions/can_send_messages").asBoolean())
                .isFalse();
        assertThat(issued.at("/key_info/permissions/can_read_messages").asBoolean())
                .isTrue();
        assertThat(issued.path("expires_at").asText()).isNotEmpty();
        assertThat(issued.path("success").asBoolean()).isTrue();
        JsonNode listed = client.call("GET", LIST, null, "X-API-Key", key).ok();
        assertThat(listed.path("count").asInt()).isEqualTo(1);
        assertThat(listed.at("/organizations/0/id").asText()).isEqualTo(organizationOf(owner));
        assertThat(listed.at("/organizations/0").has("suitId")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name is required",
                "{\"name\": 5} | name must be a string",
                "{\"name\": \"x\", \"expires_in_days\": 0} | expires_in_days",
                "{\"name\": \"x\", \"expires_in_days\": 1.5} | expires_in_days",
                "{\"name\": \"x\", \"expires_at\": \"soon\"} | expires_at",
                "{\"name\": \"x\", \"expires_at\": \"2001-01-01T00:00:00Z\"} | expires_at",
                "{\"name\": \"x\", \"permissions\": []} | permissions",
                "{\"name\": \"x\", \"permissions\": {\"can_send_messages\": \"yes\"}} | permissions.can_send_messages",
                "{\"name\": \"x\", \"permissions\": {\"can_fly\": true}} | permissions.can_fly"
            })
    void badKeyRequestsNameTheField(String body, String message) {
        String token = Client.accessToken(client.register(Client.newEmail()));

        Answer answer = client.as(token, "POST", GENERATE, Json.read(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).contains(message);
    }

    @Test
    void keysAreMadeByMembersOfTheOrganizationOnly() {
        JsonNode owner = client.register(Client.newEmail());
        JsonNode stranger = client.register(Client.newEmail());
        ObjectNode foreign = Json.object().put("name", "x").put("organizationId", organizationOf(owner));

        assertThat(client.as(Client.accessToken(stranger), "POST", GENERATE, foreign)
                        .status())
                .isEqualTo(403);
        assertThat(client.anon("POST", GENERATE, foreign).status()).isEqualTo(401);
        assertThat(client.as(cloud.connection().anonKey(), "POST", GENERATE, foreign)
                        .status())
                .isEqualTo(401);
        assertThat(client.call("POST", GENERATE, foreign).status()).isEqualTo(401);
        assertThat(client.as(Client.accessToken(owner), "POST", GENERATE, foreign)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void switchingIsRefusedToStrangersAndNeedsAnOrganization() {
        JsonNode owner = client.register(Client.newEmail());
        JsonNode stranger = client.register(Client.newEmail());
        String path = "/functions/v1/switch-organization";

        Answer refused = client.as(
                Client.accessToken(stranger), "POST", path, Json.object().put("organizationId", organizationOf(owner)));
        Answer missing = client.as(Client.accessToken(stranger), "POST", path, Json.object());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body().path("error").asText()).isEqualTo("organizationId is required");
    }

    @Test
    void newOrganizationGetsItsAppgainKeyAndTheOwnerSeesIt() {
        JsonNode owner = client.register(Client.newEmail());
        String token = Client.accessToken(owner);
        String id = owner.at("/user/id").asText();
        cloud.kernel();
        Awaiting.until(() -> client.as(token, "GET", LIST, null)
                .ok()
                .at("/organizations/0/hasAppgainCredentials")
                .asBoolean());

        JsonNode data = client.as(
                        token,
                        "POST",
                        "/rest/v1/rpc/get_user_login_data",
                        Json.object().put("_user_id", id))
                .ok();

        assertThat(data.path("user_id").asText()).isEqualTo(id);
        assertThat(data.at("/appgain_credentials/apiKey").asText()).startsWith("appgain-sandbox-");
        JsonNode sent = null;
        for (JsonNode call :
                client.call("GET", "/_sandbox/calls?provider=n8n", null).body()) {
            if (call.at("/body/email").asText().equals(owner.at("/user/email").asText())) {
                sent = call.path("body");
            }
        }
        assertThat(sent).isNotNull();
        assertThat(sent.path("platform").asText()).isEqualTo("connectGain");
        assertThat(sent.path("name").asText()).isEqualTo("Jane Doe");
        assertThat(sent.path("phone").asText()).isEmpty();
        assertThat(sent.has("password")).isFalse();
    }

    @Test
    void loginDataIsOnesOwnAndUnknownFunctionsAreNotFound() {
        JsonNode owner = client.register(Client.newEmail());
        String other = client.register(Client.newEmail()).at("/user/id").asText();
        String token = Client.accessToken(owner);
        String path = "/rest/v1/rpc/get_user_login_data";

        assertThat(client.as(token, "POST", path, Json.object().put("_user_id", other))
                        .status())
                .isEqualTo(403);
        assertThat(client.as(token, "POST", path, Json.object().put("_user_id", "me"))
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("22P02");
        assertThat(client.anon("POST", path, Json.object().put("_user_id", other))
                        .status())
                .isEqualTo(401);
        Answer unknown = client.as(
                token, "POST", "/rest/v1/rpc/nothing", Json.object().put("b", 1).put("a", 2));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("code").asText()).isEqualTo("PGRST202");
        assertThat(unknown.body().path("message").asText())
                .isEqualTo("Could not find the function public.nothing(a, b) in the schema cache");
        assertThat(client.as(token, "DELETE", path, null).status()).isEqualTo(405);
    }
}
