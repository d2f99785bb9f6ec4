package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class SignUpTest {

    private final LocalCloud cloud;
    private final Client client;

    SignUpTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private static ObjectNode signUp(String email) {
        ObjectNode body = Client.credentials(email);
        body.putObject("data")
                .put("first_name", "John")
                .put("last_name", "Doe")
                .put("organization_name", "Acme GmbH")
                .put("phone", "+201234567890");
        return body;
    }

    @Test
    void answersTheBareUserUntilTheAddressIsConfirmed() {
        String email = Client.newEmail();

        JsonNode user = client.anon("POST", "/auth/v1/signup", signUp(email)).ok();

        assertThat(user.path("email").asText()).isEqualTo(email);
        assertThat(user.has("access_token")).isFalse();
        assertThat(user.path("confirmation_sent_at").asText()).isNotEmpty();
        assertThat(user.path("identities")).hasSize(1);
        Answer refused = client.signIn(email);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error_code").asText()).isEqualTo("email_not_confirmed");
        assertThat(refused.body().path("msg").asText()).isEqualTo("Email not confirmed");
    }

    @Test
    void makesOrganizationOwnershipAndDefaultPipeline() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/signup", signUp(email)).ok();

        Identity identity = Identity.of(cloud.kernel());
        User user = identity.users().findByEmail(email).orElseThrow();
        String organizationId = user.activeOrganization().orElseThrow();
        Row organization = identity.organizations().find(organizationId).orElseThrow();
        Membership owner = identity.members().find(organizationId, user.id()).orElseThrow();
        Store store = cloud.kernel().store();
        List<Row> pipelines = store.readAll(store.table("pipelines"), organizationId, new AccessPath.Whole());
        List<Row> roles = store.readAll(store.table("user_roles"), organizationId, new AccessPath.Whole());

        assertThat(organization.text("name")).isEqualTo("Acme GmbH");
        assertThat(organization.text("slug")).startsWith("acme-gmbh-");
        assertThat(owner.role().name()).isEqualTo("OWNER");
        assertThat(owner.fullName()).isEqualTo("John Doe");
        assertThat(owner.profile().is("email_confirmed")).isFalse();
        assertThat(roles)
                .singleElement()
                .satisfies(row -> assertThat(row.text("role")).isEqualTo("OWNER"));
        assertThat(pipelines).singleElement().satisfies(pipeline -> {
            assertThat(pipeline.is("is_default")).isTrue();
            assertThat(pipeline.get("stages").findValuesAsText("id"))
                    .containsExactly("new", "lead", "qualified", "proposal", "negotiation", "won", "lost");
        });
    }

    @Test
    void linkOfTheMailConfirmsSignsInAndWorksOnce() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/signup?redirect_to=http://localhost:5173/welcome", signUp(email))
                .ok();
        String link = Client.path(Client.linkIn(client.mailTo(email, 1).getFirst()));

        Answer followed = client.call("GET", link, null);
        Answer again = client.call("GET", link, null);

        assertThat(followed.status()).isEqualTo(303);
        assertThat(followed.header("location")).startsWith("http://localhost:5173/welcome#access_token=");
        assertThat(Client.fragment(followed, "type")).isEqualTo("signup");
        JsonNode user = client.as(Client.fragment(followed, "access_token"), "GET", "/auth/v1/user", null)
                .ok();
        assertThat(user.path("email_confirmed_at").asText()).endsWith("Z");
        assertThat(Client.fragment(again, "error_code")).isEqualTo("otp_expired");
        assertThat(client.signIn(email).status()).isEqualTo(200);
    }

    @Test
    void codeOfTheMailDoesWhatTheLinkDoes() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/signup", signUp(email)).ok();
        String code = Client.codeIn(client.mailTo(email, 1).getFirst());

        JsonNode session = client.anon(
                        "POST",
                        "/auth/v1/verify",
                        Json.object().put("type", "signup").put("email", email).put("token", code))
                .ok();

        assertThat(session.path("user").path("email").asText()).isEqualTo(email);
    }

    @Test
    void newLinkMakesTheEarlierOneWorthless() {
        String email = Client.newEmail();
        client.anon("POST", "/auth/v1/signup", signUp(email)).ok();
        String first = Client.path(Client.linkIn(client.mailTo(email, 1).getFirst()));
        client.anon(
                        "POST",
                        "/auth/v1/resend",
                        Json.object().put("type", "signup").put("email", email))
                .ok();
        String second = Client.path(Client.linkIn(client.mailTo(email, 2).getLast()));

        assertThat(Client.fragment(client.call("GET", first, null), "error_code"))
                .isEqualTo("otp_expired");
        assertThat(client.call("GET", second, null).header("location")).contains("#access_token=");
    }

    @Test
    void shortPasswordIsRefusedWithReasons() {
        ObjectNode body = signUp(Client.newEmail()).put("password", "1234567");

        Answer old = client.anon("POST", "/auth/v1/signup", body);
        Answer versioned = client.anon("POST", "/auth/v1/signup", body, "x-supabase-api-version", "2024-01-01");

        assertThat(old.status()).isEqualTo(422);
        assertThat(old.body().path("code").asInt()).isEqualTo(422);
        assertThat(old.body().path("error_code").asText()).isEqualTo("weak_password");
        assertThat(versioned.body().path("code").asText()).isEqualTo("weak_password");
        assertThat(versioned.body().path("message").asText()).isEqualTo("Password should be at least 8 characters.");
        assertThat(versioned.body().at("/weak_password/reasons/0").asText()).isEqualTo("length");
        assertThat(versioned.header("x-supabase-api-version")).isEqualTo("2024-01-01");
    }

    @Test
    void takenAddressLooksLikeAFreeOneAndChangesNothing() {
        String email = Client.newEmail();
        String id = client.register(email).path("user").path("id").asText();

        JsonNode stranger = client.anon("POST", "/auth/v1/signup", signUp(email).put("password", "another password"))
                .ok();

        assertThat(stranger.path("id").asText()).isNotEqualTo(id);
        assertThat(stranger.path("identities")).isEmpty();
        assertThat(client.signIn(email).status()).isEqualTo(200);
    }

    @Test
    void twoSignUpsOfOneAddressMakeOneOrganization() throws Exception {
        String email = Client.newEmail();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(i -> () -> client.anon("POST", "/auth/v1/signup", signUp(email))
                            .status())
                    .toList();
            for (Future<Integer> status : threads.invokeAll(calls)) {
                assertThat(status.get()).isIn(200, 429);
            }
        }

        User user = Identity.of(cloud.kernel()).users().findByEmail(email).orElseThrow();
        assertThat(user.organizations()).hasSize(1);
    }

    @Test
    void secretsInMetadataNeverComeBack() {
        String email = Client.newEmail();
        ObjectNode body = signUp(email);
        body.withObject("/data").put("appgain_api_key", "appgain-secret-key");

        Answer answer = client.anon("POST", "/auth/v1/signup", body);

        assertThat(answer.raw().body()).doesNotContain("appgain-secret-key");
        Identity identity = Identity.of(cloud.kernel());
        String organizationId = identity.users()
                .findByEmail(email)
                .flatMap(User::activeOrganization)
                .orElseThrow();
        String stored = identity.organizations()
                .find(organizationId)
                .orElseThrow()
                .get("settings")
                .path("appgain_api_key")
                .asText();
        assertThat(stored).startsWith("enc:v1:");
        assertThat(cloud.kernel().vault().open(stored)).isEqualTo("appgain-secret-key");
    }

    @Test
    void badInputIsToldWithAClearStatus() {
        assertThat(client.anon("POST", "/auth/v1/signup", Json.object()).status())
                .isEqualTo(422);
        assertThat(client.anon("POST", "/auth/v1/signup", Json.object().put("email", "nobody"))
                        .status())
                .isEqualTo(400);
        assertThat(client.anon("POST", "/auth/v1/signup", Client.credentials("not-an-address"))
                        .status())
                .isEqualTo(400);
        assertThat(client.anon("POST", "/auth/v1/signup", Json.object().put("email", 1))
                        .status())
                .isEqualTo(400);
        assertThat(client.anon("POST", "/auth/v1/signup", Json.array()).status())
                .isEqualTo(400);
        assertThat(client.anon("GET", "/auth/v1/signup", null).status()).isEqualTo(405);
        assertThat(client.anon("GET", "/auth/v1/admin/users", null).status()).isEqualTo(404);
        assertThat(client.call("POST", "/auth/v1/signup", signUp(Client.newEmail()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void publicFactsNeedNoKey() {
        assertThat(client.call("GET", "/auth/v1/.well-known/jwks.json", null)
                        .ok()
                        .path("keys"))
                .isEmpty();
        assertThat(client.call("GET", "/auth/v1/health", null).status()).isEqualTo(200);
        assertThat(client.anon("GET", "/auth/v1/settings", null)
                        .ok()
                        .at("/external/email")
                        .asBoolean())
                .isTrue();
        assertThat(client.call("GET", "/auth/v1/authorize?provider=google", null)
                        .status())
                .isEqualTo(400);
    }
}
