package com.connectgain.edge;

import static com.connectgain.shared.auth.Credential.ANON;
import static com.connectgain.shared.auth.Credential.API_KEY;
import static com.connectgain.shared.auth.Credential.SERVICE;
import static com.connectgain.shared.auth.Credential.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.ErrorBody;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class CredentialsTest {

    private final Edge edge;

    CredentialsTest(LocalCloud cloud) {
        this.edge = new Edge(cloud);
    }

    private final List<Caller> callers = new ArrayList<>();
    private final String organization = Ids.next();

    private Response call(Endpoint endpoint, Map<String, String> headers) {
        ProbeFunction function = new ProbeFunction(edge.kernel(), endpoint, call -> {
            callers.add(call.caller());
            return Response.ok(Json.object());
        });
        return function.answer(Edge.request("POST", headers));
    }

    private Response callFunction(Map<String, String> headers) {
        return call(Endpoint.post(API_KEY, USER), headers);
    }

    private Response callRest(Map<String, String> headers) {
        return call(Endpoint.any(USER, ANON, SERVICE).answeringErrorsAs(ErrorBody.REST), headers);
    }

    private static void refused(Response response, int status, String error, String code) {
        JsonNode body = Edge.json(response);
        assertThat(response.status()).isEqualTo(status);
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("message").asText()).isEqualTo(error);
        assertThat(body.path("code").textValue()).isEqualTo(code);
    }

    private Row key(String key, ObjectNode more) {
        ObjectNode values = Json.object()
                .put("organization_id", organization)
                .put("name", "integration")
                .put("key_hash", Hashes.sha256Hex(key))
                .put("is_active", true);
        values.putObject("permissions").put("can_send_messages", false);
        values.setAll(more);
        return edge.insert("api_keys", values);
    }

    private static String newKey() {
        return "cg_" + RandomText.hex(16);
    }

    @Test
    void nothingIsUnauthorized() {
        refused(callFunction(Map.of()), 401, "Unauthorized", "AUTHENTICATION_FAILED");
        refused(callFunction(Map.of("authorization", "Basic dTpw")), 401, "Unauthorized", "AUTHENTICATION_FAILED");
        refused(
                call(Endpoint.post(API_KEY).tellingStrangers("Missing authentication"), Map.of()),
                401,
                "Missing authentication",
                "AUTHENTICATION_FAILED");
    }

    @Test
    void apiKeyActsForItsOrganizationWithItsPermissions() {
        String key = newKey();
        Row row = key(key, Json.object());

        assertThat(callFunction(Map.of("x-api-key", key)).status()).isEqualTo(200);

        Caller caller = callers.getFirst();
        assertThat(caller.credential()).isEqualTo(Credential.API_KEY);
        assertThat(caller.organizationId()).isEqualTo(organization);
        assertThat(caller.keyId()).isEqualTo(row.id());
        assertThat(caller.may(Permission.CAN_READ_MESSAGES)).isTrue();
        assertThat(caller.may(Permission.CAN_SEND_MESSAGES)).isFalse();
        assertThat(caller.administers()).isFalse();
    }

    @Test
    void useOfAKeyIsNotedOnceAMinute() {
        String key = newKey();
        Row row = key(key, Json.object());

        callFunction(Map.of("x-api-key", key));
        Row first =
                edge.kernel().store().find("api_keys", organization, row.id()).orElseThrow();
        callFunction(Map.of("x-api-key", key));
        Row second =
                edge.kernel().store().find("api_keys", organization, row.id()).orElseThrow();

        assertThat(first.find("last_used_at")).isPresent();
        assertThat(second.version()).isEqualTo(first.version());
    }

    @Test
    void unknownRevokedAndExpiredKeysAreRefused() {
        String revoked = newKey();
        key(revoked, Json.object().put("is_active", false));
        String expired = newKey();
        key(expired, Json.object().put("expires_at", "2020-01-01T00:00:00+00:00"));

        for (String key : List.of(newKey(), revoked, expired, "nonsense", "cg_" + "x".repeat(5000))) {
            Response response = callFunction(Map.of("x-api-key", key));
            refused(response, 401, "Invalid or expired API key", "INVALID_API_KEY");
            assertThat(Edge.json(response).path("details").asText()).isEqualTo("Invalid API key");
        }
    }

    @Test
    void apiKeyWinsOverBearer() {
        String key = newKey();
        key(key, Json.object());

        assertThat(callFunction(Map.of("x-api-key", key, "authorization", "Bearer broken"))
                        .status())
                .isEqualTo(200);
        refused(
                callFunction(Map.of("x-api-key", "cg_unknown", "authorization", "Bearer " + new Person().token())),
                401,
                "Invalid or expired API key",
                "INVALID_API_KEY");
    }

    @Test
    void anonKeyIsNoCredentialWhereOneIsNeeded() {
        String anon = edge.kernel().secrets().anonKey();

        Response response = callFunction(Map.of("authorization", "bearer " + anon));

        refused(response, 401, "Unauthorized", "AUTHENTICATION_FAILED");
        assertThat(Edge.json(response).path("hint").asText()).contains("anon key");
        assertThat(callFunction(Map.of("apikey", anon)).status()).isEqualTo(401);
    }

    @Test
    void restDemandsTheProjectKey() {
        String anon = edge.kernel().secrets().anonKey();
        Response missing = callRest(Map.of("x-api-key", newKey()));
        Response wrong = callRest(Map.of("apikey", "wrong"));

        refused(missing, 401, "No API key found in request", null);
        assertThat(Edge.json(missing).path("hint").asText())
                .isEqualTo("No `apikey` request header or url param was found.");
        refused(wrong, 401, "Invalid API key", null);
        assertThat(callRest(Map.of("apikey", anon)).status()).isEqualTo(200);
        assertThat(callers.getLast()).isEqualTo(Caller.ANON);
        callRest(Map.of("apikey", edge.kernel().secrets().serviceRoleKey()));
        assertThat(callers.getLast()).isEqualTo(Caller.SERVICE);
    }

    @Test
    void restAnswersTokensAsPostgrestDoes() {
        String anon = edge.kernel().secrets().anonKey();
        Person person = new Person();

        refused(
                callRest(Map.of("apikey", anon, "authorization", "Bearer " + person.expiredToken())),
                401,
                "JWT expired",
                "PGRST303");
        refused(callRest(Map.of("apikey", anon, "authorization", "Bearer x.y.z")), 401, "Invalid JWT", "PGRST301");
        assertThat(callRest(Map.of("apikey", anon, "authorization", "Bearer " + person.token()))
                        .status())
                .isEqualTo(200);
        assertThat(callers.getLast().userId()).isEqualTo(person.id);
    }

    @Test
    void userActsInTheActiveOrganizationWithRoleAndOverrides() {
        Person person = new Person();

        assertThat(callFunction(Map.of("authorization", "Bearer " + person.token()))
                        .status())
                .isEqualTo(200);

        Caller caller = callers.getFirst();
        assertThat(caller.organizationId()).isEqualTo(organization);
        assertThat(caller.role()).isEqualTo(Role.AGENT);
        assertThat(caller.may(Permission.CAN_ACCESS_CRM)).isFalse();
        assertThat(caller.may(Permission.CAN_READ_MESSAGES)).isTrue();
        assertThat(caller.may(Permission.CAN_MANAGE_SETTINGS)).isFalse();
    }

    @Test
    void switchedOrganizationCountsAtOnceForAnOldToken() {
        Person person = new Person();
        String token = person.token();
        String other = Ids.next();
        person.joins(other, true);
        person.changeUser(Json.object().put("active_organization_id", other));

        callFunction(Map.of("authorization", "Bearer " + token));

        assertThat(callers.getFirst().organizationId()).isEqualTo(other);
    }

    @Test
    void expiredTokenIsRefused() {
        refused(
                callFunction(Map.of("authorization", "Bearer " + new Person().expiredToken())),
                401,
                "JWT expired",
                "AUTHENTICATION_FAILED");
    }

    @Test
    void deactivatedMemberIsForbidden() {
        Person person = new Person();
        String token = person.token();
        edge.kernel()
                .store()
                .change(
                        edge.kernel().store().table("profiles"),
                        organization,
                        person.id,
                        row -> row.put("is_active", false));

        refused(
                callFunction(Map.of("authorization", "Bearer " + token)),
                403,
                "Account deactivated/suspended",
                "INSUFFICIENT_PERMISSIONS");
    }

    @Test
    void endedSessionIsRefusedAlthoughItsTokenIsValid() {
        Person person = new Person();
        String token = person.token();
        edge.kernel()
                .store()
                .change(
                        edge.kernel().store().table("auth_sessions"),
                        "-",
                        person.session,
                        row -> row.put("revoked_at", "2026-01-01T00:00:00+00:00"));

        refused(
                callFunction(Map.of("authorization", "Bearer " + token)),
                401,
                "Session ended",
                "AUTHENTICATION_FAILED");
    }

    @Test
    void tokenOfADeletedUserIsRefused() {
        Person person = new Person();
        String token = person.token();
        edge.kernel()
                .store()
                .delete(edge.kernel().store().find("auth_users", "-", person.id).orElseThrow());

        assertThat(callFunction(Map.of("authorization", "Bearer " + token)).status())
                .isEqualTo(401);
    }

    @Test
    void tokenThatIsNoSessionsTokenIsRefused() {
        String token = edge.kernel().tokens().sign(Json.object().put("sub", new Person().id));

        refused(callFunction(Map.of("authorization", "Bearer " + token)), 401, "Invalid JWT", "AUTHENTICATION_FAILED");
    }

    @Test
    void openEndpointIgnoresBadCredentials() {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("x-api-key", "cg_unknown"),
                Map.of("authorization", "Bearer x.y.z"),
                Map.of("apikey", "wrong"))) {
            assertThat(call(Endpoint.open(), headers).status()).isEqualTo(200);
            assertThat(callers.getLast()).isEqualTo(Caller.NOBODY);
        }
    }

    /** A signed-in agent of the test's organization who may not see the CRM. */
    private final class Person {
        private final String id = Ids.next();
        private final String session = Ids.next();

        private Person() {
            edge.insert(
                    "auth_users",
                    Json.object()
                            .put("id", id)
                            .put("email", id + "@example.com")
                            .put("active_organization_id", organization));
            edge.insert(
                    "auth_sessions",
                    Json.object().put("id", session).put("user_id", id).put("expires_at", "2099-01-01T00:00:00+00:00"));
            joins(organization, false);
        }

        private void joins(String organizationId, boolean crm) {
            ObjectNode profile = Json.object()
                    .put("id", id)
                    .put("organization_id", organizationId)
                    .put("email", id + "@example.com")
                    .put("role", "AGENT")
                    .put("is_active", true);
            profile.putObject("permissions").put("can_access_crm", crm);
            edge.insert("profiles", profile);
        }

        private void changeUser(ObjectNode changes) {
            edge.kernel()
                    .store()
                    .change(edge.kernel().store().table("auth_users"), "-", id, row -> row.setAll(changes));
        }

        private String token() {
            return token(3600);
        }

        private String expiredToken() {
            return token(-1);
        }

        private String token(long seconds) {
            ObjectNode claims = Json.object()
                    .put("sub", id)
                    .put("role", "authenticated")
                    .put("session_id", session)
                    .put("exp", edge.kernel().clock().instant().getEpochSecond() + seconds);
            claims.putObject("app_metadata").put("organization_id", organization);
            return edge.kernel().tokens().sign(claims);
        }
    }
}
