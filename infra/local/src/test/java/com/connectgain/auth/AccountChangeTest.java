package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Identity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class AccountChangeTest {

    private static final String OTHER_PASSWORD = "battery staple 2";

    private final LocalCloud cloud;
    private final Client client;

    AccountChangeTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private Answer update(JsonNode session, ObjectNode body) {
        return client.as(Client.accessToken(session), "POST", "/auth/v1/user", body);
    }

    private Answer signIn(String email, String password) {
        return client.anon(
                "POST",
                "/auth/v1/token?grant_type=password",
                Client.credentials(email).put("password", password));
    }

    private static ObjectNode email(String email) {
        return Json.object().put("email", email);
    }

    @Test
    void resetLinkOpensOneSessionAndTheNewPasswordEndsAllOfThem() {
        String email = Client.newEmail();
        JsonNode old = client.register(email);
        ObjectNode body = email(email);
        body.putObject("options").put("redirect_to", "http://localhost:5173/reset-password");

        JsonNode told = client.anon("POST", "/auth/v1/recover", body).ok();
        String link = Client.path(Client.linkIn(client.mailTo(email, 2).getLast()));
        Answer followed = client.call("GET", link, null);
        String token = Client.fragment(followed, "access_token");

        assertThat(told.path("message").asText()).isEqualTo("Password recovery email sent");
        assertThat(followed.header("location")).startsWith("http://localhost:5173/reset-password#");
        assertThat(Client.fragment(client.call("GET", link, null), "error_code"))
                .isEqualTo("otp_expired");
        assertThat(client.as(token, "PUT", "/auth/v1/user", Json.object().put("password", OTHER_PASSWORD))
                        .status())
                .isEqualTo(200);
        assertThat(client.as(token, "GET", "/auth/v1/user", null).status()).isEqualTo(403);
        assertThat(client.as(Client.accessToken(old), "GET", "/auth/v1/user", null)
                        .status())
                .isEqualTo(403);
        assertThat(client.signIn(email).status()).isEqualTo(400);
        assertThat(signIn(email, OTHER_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void resetLinkEndsAfterAnHour() {
        String email = Client.newEmail();
        client.register(email);
        client.anon("POST", "/auth/v1/recover", email(email)).ok();
        String link = Client.path(Client.linkIn(client.mailTo(email, 2).getLast()));

        cloud.clock().advance(java.time.Duration.ofMinutes(61));

        assertThat(Client.fragment(client.call("GET", link, null), "error_description"))
                .isEqualTo("Email+link+is+invalid+or+has+expired");
    }

    @Test
    void unknownAddressesAreAnsweredAsKnownOnes() {
        for (String path : List.of("/auth/v1/recover", "/auth/v1/otp", "/auth/v1/resend")) {
            String known = Client.newEmail();
            client.register(known);
            ObjectNode body = Json.object().put("type", "signup").put("create_user", false);
            Answer one = client.anon("POST", path, body.deepCopy().put("email", known));
            Answer other = client.anon("POST", path, body.deepCopy().put("email", Client.newEmail()));

            assertThat(other.status()).isEqualTo(one.status()).isEqualTo(200);
            assertThat(other.body()).isEqualTo(one.body());
        }
    }

    @Test
    void secondMailWithinAMinuteIsRefusedForUnknownAddressesToo() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/recover", email(email)).ok();

        Answer again = client.anon("POST", "/auth/v1/recover", email(email));

        assertThat(again.status()).isEqualTo(429);
        assertThat(again.body().path("error_code").asText()).isEqualTo("over_email_send_rate_limit");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/steal, http://localhost:5173",
        "http://localhost:5173/inbox, http://localhost:5173/inbox",
        "//evil.example, http://localhost:5173",
        "javascript:alert(1), http://localhost:5173",
        "http://localhost:5173@evil.example/, http://localhost:5173"
    })
    void linksLeadToOurOwnPagesOnly(String wanted, String target) {
        Answer answer = client.call(
                "GET",
                "/auth/v1/verify?type=signup&token=nothing&redirect_to="
                        + java.net.URLEncoder.encode(wanted, java.nio.charset.StandardCharsets.UTF_8),
                null);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).startsWith(target + "#error=access_denied&error_code=otp_expired");
    }

    @Test
    void newAddressCountsWhenTheCurrentOneConfirmsIt() {
        String email = Client.newEmail();
        String next = Client.newEmail();
        JsonNode session = client.register(email);

        JsonNode pending = update(session, email(next)).ok();
        assertThat(pending.path("email").asText()).isEqualTo(email);
        assertThat(pending.path("new_email").asText()).isEqualTo(next);
        assertThat(client.signIn(email).status()).isEqualTo(200);

        client.call("GET", Client.path(Client.linkIn(client.mailTo(email, 2).getLast())), null);

        assertThat(client.signIn(email).status()).isEqualTo(400);
        JsonNode user = client.signIn(next).ok().path("user");
        assertThat(user.path("email").asText()).isEqualTo(next);
        assertThat(user.has("new_email")).isFalse();
        Identity identity = Identity.of(cloud.kernel());
        String organizationId = user.at("/app_metadata/organization_id").asText();
        assertThat(identity.members()
                        .find(organizationId, user.path("id").asText())
                        .orElseThrow()
                        .profile()
                        .text("email"))
                .isEqualTo(next);
    }

    @Test
    void addressOfSomebodyElseIsRefused() {
        String taken = Client.newEmail();
        client.register(taken);

        Answer answer = update(client.register(Client.newEmail()), email(taken));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("error_code").asText()).isEqualTo("email_exists");
    }

    @Test
    void passwordChangeKeepsThisSessionAndEndsTheOthers() {
        String email = Client.newEmail();
        JsonNode here = client.register(email);
        JsonNode elsewhere = client.signIn(email).ok();

        assertThat(update(here, Json.object().put("password", Client.PASSWORD))
                        .body()
                        .path("error_code")
                        .asText())
                .isEqualTo("same_password");
        assertThat(update(here, Json.object().put("password", OTHER_PASSWORD).put("current_password", "wrong one"))
                        .body()
                        .path("error_code")
                        .asText())
                .isEqualTo("current_password_invalid");
        update(here, Json.object().put("password", OTHER_PASSWORD).put("current_password", Client.PASSWORD))
                .ok();

        assertThat(client.as(Client.accessToken(here), "GET", "/auth/v1/user", null)
                        .status())
                .isEqualTo(200);
        assertThat(client.as(Client.accessToken(elsewhere), "GET", "/auth/v1/user", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void metadataIsMergedAndANullRemoves() {
        JsonNode session = client.register(Client.newEmail());
        ObjectNode body = Json.object();
        body.putObject("data").put("theme", "dark").putNull("last_name");

        JsonNode metadata = update(session, body).ok().path("user_metadata");

        assertThat(metadata.path("theme").asText()).isEqualTo("dark");
        assertThat(metadata.path("first_name").asText()).isEqualTo("Jane");
        assertThat(metadata.has("last_name")).isFalse();
        ObjectNode large = Json.object();
        large.putObject("data").put("blob", "x".repeat(5000));
        assertThat(update(session, large).status()).isEqualTo(400);
        ObjectNode admin = Json.object();
        admin.putObject("app_metadata").put("role", "admin");
        assertThat(update(session, admin).status()).isEqualTo(403);
    }

    @Test
    void signInLinkMakesTheAccountOfANewAddress() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/otp", email(email)).ok();

        Answer followed = client.call(
                "GET", Client.path(Client.linkIn(client.mailTo(email, 1).getFirst())), null);

        JsonNode user = client.as(Client.fragment(followed, "access_token"), "GET", "/auth/v1/user", null)
                .ok();
        assertThat(user.path("email").asText()).isEqualTo(email);
        assertThat(user.at("/app_metadata/organization_id").asText()).isNotEmpty();
        assertThat(client.anon("POST", "/auth/v1/otp", Json.object().put("phone", "+201001234567"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void passwordSetBeforeAnybodyProvedTheAddressDoesNotSurviveASignInByMail() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/signup", Client.credentials(email)).ok();
        client.anon("POST", "/auth/v1/otp", email(email)).ok();

        client.call("GET", Client.path(Client.linkIn(client.mailTo(email, 2).getLast())), null);

        assertThat(client.signIn(email).body().path("error_code").asText()).isEqualTo("invalid_credentials");
    }
}
