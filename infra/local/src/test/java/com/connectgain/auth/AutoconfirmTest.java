package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.functions.data.AuthApi;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An installation that takes addresses as they are: sign-up is sign-in. */
@ExtendWith(CloudExtension.class)
class AutoconfirmTest {

    private final Kernel cloudKernel;
    private final AuthApi api;

    AutoconfirmTest(LocalCloud cloud) {
        cloudKernel = cloud.kernel();
        Map<String, String> settings = new HashMap<>(cloudKernel.settings().values());
        settings.put("AUTH_AUTOCONFIRM", "true");
        api = new AuthApi(new Kernel(new Settings(settings), cloud.clock()));
    }

    private Response signUp(String email, String password) {
        JsonNode body = Json.object().put("email", email).put("password", password);
        Map<String, String> headers =
                Map.of("apikey", cloudKernel.secrets().anonKey(), "x-supabase-api-version", "2024-01-01");
        return api.answer(new Request(
                Ids.next(), "POST", "/auth/v1/signup", Map.of(), "", headers, Json.bytes(body), "203.0.113.9"));
    }

    private static JsonNode json(Response response) {
        return Json.read(new String(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void signUpAnswersASession() {
        JsonNode session = json(signUp(Client.newEmail(), Client.PASSWORD));

        assertThat(session.path("access_token").asText()).isNotEmpty();
        assertThat(session.at("/user/email_confirmed_at").asText()).isNotEmpty();
    }

    @Test
    void takenAddressIsToldAndNobodyGetsIn() {
        String email = Client.newEmail();
        signUp(email, Client.PASSWORD);

        Response again = signUp(email, "another password");

        assertThat(again.status()).isEqualTo(422);
        assertThat(json(again).path("code").asText()).isEqualTo("user_already_exists");
    }
}
