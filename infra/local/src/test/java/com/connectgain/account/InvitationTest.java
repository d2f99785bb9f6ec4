package com.connectgain.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class InvitationTest {

    private static final String SEND = "/functions/v1/send-invitation-email";
    private static final String ACCEPT = "/functions/v1/accept-invitation";
    private static final String REMOVE = "/functions/v1/remove-team-member";

    private final LocalCloud cloud;
    private final Client client;

    InvitationTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private static String organizationOf(JsonNode session) {
        return session.at("/user/app_metadata/organization_id").asText();
    }

    private Answer invite(JsonNode by, String email, String role) {
        ObjectNode body =
                Json.object().put("email", email).put("role", role).put("organization_id", organizationOf(by));
        return client.as(Client.accessToken(by), "POST", SEND, body);
    }

    private static String tokenOf(Answer invitation) {
        return Client.found(
                "token=(\\S+)", invitation.ok().path("invitation_url").asText());
    }

    private Answer accept(String token, String email) {
        return accept(token, email, Client.PASSWORD);
    }

    private Answer accept(String token, String email, String password) {
        return client.call(
                "POST",
                ACCEPT,
                Json.object()
                        .put("token", token)
                        .put("email", email)
                        .put("password", password)
                        .put("first_name", "Ali")
                        .put("last_name", "Agent"));
    }

    @Test
    void invitedPersonGetsAMailAnAccountAndTheRole() {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();

        Answer invitation = invite(owner, email, "AGENT");
        String mailed = Client.found("token=(\\S+)", client.mailTo(email, 1).getFirst());
        JsonNode page = client.call("GET", ACCEPT + "?token=" + mailed, null).ok();
        JsonNode accepted = accept(mailed, email).ok();

        assertThat(mailed).isEqualTo(tokenOf(invitation));
        assertThat(page.path("email").asText()).isEqualTo(email);
        assertThat(page.path("role").asText()).isEqualTo("AGENT");
        assertThat(page.path("expired").asBoolean()).isFalse();
        assertThat(page.path("organization_name").asText()).startsWith("Org of ");
        assertThat(accepted.path("organization_id").asText()).isEqualTo(organizationOf(owner));
        assertThat(accepted.at("/user/first_name").asText()).isEqualTo("Ali");
        JsonNode session = client.signIn(email).ok();
        assertThat(organizationOf(session)).isEqualTo(organizationOf(owner));
        assertThat(invite(session, Client.newEmail(), "AGENT").status()).isEqualTo(403);
        assertThat(client.as(
                                Client.accessToken(session),
                                "POST",
                                "/functions/v1/generate-api-key",
                                Json.object().put("name", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tokenIsGoodForOneMembershipHoweverManyComeAtOnce() throws Exception {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();
        String token = tokenOf(invite(owner, email, "AGENT"));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, 5)
                    .<Callable<Integer>>mapToObj(i -> () -> accept(token, email).status())
                    .toList();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        Store store = cloud.kernel().store();
        assertThat(store.readAll(store.table("user_roles"), organizationOf(owner), new AccessPath.Whole()))
                .hasSize(2);
    }

    @Test
    void existingAccountIsAttachedWithItsPasswordOnly() {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();
        JsonNode existing = client.register(email);
        String token = tokenOf(invite(owner, email, "ADMIN"));

        Answer refused = accept(token, email, "somebody else's guess");
        Answer accepted = accept(token, email);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("error").asText()).isEqualTo("User already exists");
        assertThat(accepted.status()).isEqualTo(200);
        JsonNode listed = client.as(Client.accessToken(existing), "GET", "/functions/v1/list-organizations", null)
                .ok();
        assertThat(listed.path("organizations").findValuesAsText("id"))
                .containsExactlyInAnyOrder(organizationOf(existing), organizationOf(owner));
        assertThat(invite(owner, email, "AGENT").status()).isEqualTo(409);
    }

    @Test
    void switchedOrganizationHoldsForTheTokenAlreadyOut() {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();
        JsonNode member = client.register(email);
        accept(tokenOf(invite(owner, email, "AGENT")), email).ok();
        String token = Client.accessToken(member);
        String generate = "/functions/v1/generate-api-key";
        assertThat(client.as(token, "POST", generate, Json.object().put("name", "as agent"))
                        .status())
                .isEqualTo(403);

        JsonNode switched = client.as(
                        token,
                        "POST",
                        "/functions/v1/switch-organization",
                        Json.object().put("organizationId", organizationOf(member)))
                .ok();

        assertThat(switched.at("/organization/id").asText()).isEqualTo(organizationOf(member));
        assertThat(client.as(token, "POST", generate, Json.object().put("name", "as owner"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sendingAgainRenewsTheInvitationAndEndsItsFormerLink() {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();

        Answer first = invite(owner, email, "AGENT");
        Answer second = invite(owner, email, "ADMIN");

        assertThat(second.ok().path("invitation_id")).isEqualTo(first.ok().path("invitation_id"));
        assertThat(accept(tokenOf(first), email).status()).isEqualTo(404);
        assertThat(accept(tokenOf(second), email).ok().at("/user/role").asText())
                .isEqualTo("ADMIN");
        assertThat(accept(tokenOf(second), email).body().path("error").asText())
                .isEqualTo("Invitation already accepted");
    }

    @Test
    void expiredCancelledAndUnknownInvitationsAreRefused() {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();
        Answer invitation = invite(owner, email, "AGENT");
        ObjectNode cancel = Json.object()
                .put("invitation_id", invitation.ok().path("invitation_id").asText());
        String path = "/functions/v1/cancel-invitation";

        assertThat(client.as(Client.accessToken(client.register(Client.newEmail())), "POST", path, cancel)
                        .status())
                .isEqualTo(404);
        assertThat(client.as(Client.accessToken(owner), "POST", path, cancel).status())
                .isEqualTo(200);
        assertThat(client.as(Client.accessToken(owner), "POST", path, cancel).status())
                .isEqualTo(200);
        assertThat(accept(tokenOf(invitation), email).status()).isEqualTo(410);
        assertThat(accept("nothing", email).body().path("error").asText()).isEqualTo("Invalid invitation");

        String late = tokenOf(invite(owner, email, "AGENT"));
        cloud.clock().advance(Duration.ofDays(7).plusMinutes(1));
        Answer expired = accept(late, email);
        assertThat(expired.status()).isEqualTo(410);
        assertThat(expired.body().path("error").asText()).isEqualTo("Invitation expired");
    }

    @Test
    void badInvitationsAndAcceptancesNameTheField() {
        JsonNode owner = client.register(Client.newEmail());

        assertThat(invite(owner, Client.newEmail(), "OWNER").status()).isEqualTo(400);
        assertThat(invite(owner, "nobody", "AGENT").status()).isEqualTo(422);
        assertThat(client.call("POST", ACCEPT, Json.object())
                        .body()
                        .path("error")
                        .asText())
                .isEqualTo("token is required");
        String email = Client.newEmail();
        String token = tokenOf(invite(owner, email, "AGENT"));
        assertThat(accept(token, email, "short").status()).isEqualTo(400);
        assertThat(accept(token, "not an address").status()).isEqualTo(422);
        assertThat(accept(token, Client.newEmail()).status()).isEqualTo(403);
        assertThat(client.call("GET", ACCEPT, null).status()).isEqualTo(400);
    }

    @Test
    void removedMemberIsOutAtOnceAndCanBeInvitedAgain() {
        JsonNode owner = client.register(Client.newEmail());
        String email = Client.newEmail();
        accept(tokenOf(invite(owner, email, "AGENT")), email).ok();
        JsonNode member = client.signIn(email).ok();
        ObjectNode removal = Json.object().put("user_id", member.at("/user/id").asText());

        assertThat(client.as(Client.accessToken(member), "POST", REMOVE, removal)
                        .status())
                .isEqualTo(403);
        assertThat(client.as(Client.accessToken(owner), "POST", REMOVE, removal).status())
                .isEqualTo(200);

        assertThat(client.as(Client.accessToken(member), "GET", "/functions/v1/list-organizations", null)
                        .status())
                .isIn(401, 403);
        Answer login = client.signIn(email);
        assertThat(login.status()).isEqualTo(403);
        assertThat(login.body().path("msg").asText()).isEqualTo("Account deactivated/suspended");
        assertThat(client.as(Client.accessToken(owner), "POST", REMOVE, removal).status())
                .isEqualTo(200);

        accept(tokenOf(invite(owner, email, "ADMIN")), email).ok();
        assertThat(client.signIn(email).status()).isEqualTo(200);
    }

    @Test
    void ownerCannotBeRemoved() {
        JsonNode owner = client.register(Client.newEmail());
        String id = owner.at("/user/id").asText();

        Answer answer = client.as(
                Client.accessToken(owner), "POST", REMOVE, Json.object().put("user_id", id));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(Identity.of(cloud.kernel()).members().findActive(organizationOf(owner), id))
                .isPresent();
    }
}
