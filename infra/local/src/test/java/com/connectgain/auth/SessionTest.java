package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class SessionTest {

    private final LocalCloud cloud;
    private final Client client;

    SessionTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private Answer refresh(String token) {
        return client.anon(
                "POST", "/auth/v1/token?grant_type=refresh_token", Json.object().put("refresh_token", token));
    }

    private static String refreshToken(JsonNode session) {
        return session.path("refresh_token").asText();
    }

    @Test
    void loginAnswersTheDocumentedSession() {
        JsonNode session = client.register(Client.newEmail());

        assertThat(session.path("token_type").asText()).isEqualTo("bearer");
        assertThat(session.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(session.path("expires_at").asLong())
                .isBetween(
                        cloud.clock().instant().getEpochSecond() + 3500,
                        cloud.clock().instant().getEpochSecond() + 3601);
        assertThat(session.at("/user/email_confirmed_at").asText()).isNotEmpty();
        assertThat(session.at("/user/app_metadata/organization_id").asText()).isNotEmpty();
    }

    @Test
    void wrongPasswordAndUnknownAddressSayTheSame() {
        String email = Client.newEmail();
        client.register(email);

        Answer wrong = client.anon(
                "POST",
                "/auth/v1/token?grant_type=password",
                Client.credentials(email).put("password", "wrong password"));
        Answer unknown = client.signIn(Client.newEmail());

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.body().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(wrong.body().path("error_description").asText()).isEqualTo("Invalid login credentials");
    }

    @Test
    void guessingIsSlowedDown() {
        String email = Client.newEmail();
        client.register(email);
        Answer last = null;
        for (int i = 0; i < 11; i++) {
            last = client.anon(
                    "POST",
                    "/auth/v1/token?grant_type=password",
                    Client.credentials(email).put("password", "guess number " + i));
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.body().path("error_code").asText()).isEqualTo("over_request_rate_limit");
        assertThat(Integer.parseInt(last.header("retry-after"))).isPositive();
        assertThat(client.signIn(email).status()).isEqualTo(429);
    }

    /** More than the guesses that an address is given from everywhere together. */
    @Test
    void rightPasswordIsNoGuessHoweverOftenItIsGiven() {
        String email = Client.newEmail();
        client.register(email);

        for (int i = 0; i < 52; i++) {
            assertThat(client.signIn(email).status()).isEqualTo(200);
        }
    }

    @Test
    void refreshTokenIsSpentForItsSuccessor() {
        JsonNode first = client.register(Client.newEmail());

        JsonNode second = refresh(refreshToken(first)).ok();
        JsonNode third = refresh(refreshToken(second)).ok();

        assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));
        assertThat(refreshToken(third)).isNotEqualTo(refreshToken(second));
        assertThat(client.as(Client.accessToken(third), "GET", "/auth/v1/user", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void concurrentRefreshesOfOneTokenGetOneSuccessor() throws Exception {
        String token = refreshToken(client.register(Client.newEmail()));
        Set<String> successors = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i ->
                            () -> successors.add(refreshToken(refresh(token).ok())))
                    .toList();
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(successors).hasSize(1);
        assertThat(refresh(successors.iterator().next()).status()).isEqualTo(200);
    }

    @Test
    void spentTokenEndsTheWholeFamilyAfterTheReuseInterval() {
        JsonNode first = client.register(Client.newEmail());
        JsonNode second = refresh(refreshToken(first)).ok();
        cloud.clock().advance(Duration.ofSeconds(11));

        Answer reused = refresh(refreshToken(first));
        Answer successor = refresh(refreshToken(second));

        assertThat(reused.status()).isEqualTo(400);
        assertThat(reused.body().path("error_code").asText()).isEqualTo("refresh_token_already_used");
        assertThat(successor.body().path("error_code").asText()).isEqualTo("refresh_token_already_used");
        assertThat(client.as(Client.accessToken(second), "GET", "/auth/v1/user", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void unknownRefreshTokenIsNotFound() {
        Answer answer = refresh("nobody-gave-this-out");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("msg").asText()).isEqualTo("Invalid Refresh Token: Refresh Token Not Found");
        assertThat(client.anon("POST", "/auth/v1/token?grant_type=refresh_token", Json.object())
                        .status())
                .isEqualTo(400);
        assertThat(client.anon("POST", "/auth/v1/token?grant_type=magic", Json.object())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void logoutEndsTheSessionsOfItsScope() {
        String email = Client.newEmail();
        JsonNode one = client.register(email);
        JsonNode two = client.signIn(email).ok();
        JsonNode three = client.signIn(email).ok();

        assertThat(logout(one, "local")).isEqualTo(204);
        assertThat(status(one)).isEqualTo(403);
        assertThat(status(two)).isEqualTo(200);
        assertThat(refresh(refreshToken(one)).body().path("error_code").asText())
                .isEqualTo("refresh_token_not_found");

        assertThat(logout(two, "others")).isEqualTo(204);
        assertThat(status(two)).isEqualTo(200);
        assertThat(status(three)).isEqualTo(403);
        assertThat(refresh(refreshToken(two)).status()).isEqualTo(200);

        assertThat(logout(two, "global")).isEqualTo(204);
        Answer gone = client.as(Client.accessToken(two), "GET", "/auth/v1/user", null);
        assertThat(gone.body().path("error_code").asText()).isEqualTo("session_not_found");
        assertThat(refresh(refreshToken(two)).status()).isEqualTo(400);
    }

    private int logout(JsonNode session, String scope) {
        return client.as(Client.accessToken(session), "POST", "/auth/v1/logout?scope=" + scope, Json.object())
                .status();
    }

    private int status(JsonNode session) {
        return client.as(Client.accessToken(session), "GET", "/auth/v1/user", null)
                .status();
    }

    @Test
    void endedSessionIsRefusedByOtherFunctionsToo() {
        JsonNode session = client.register(Client.newEmail());
        String token = Client.accessToken(session);
        assertThat(client.as(token, "GET", "/functions/v1/list-organizations", null)
                        .status())
                .isEqualTo(200);

        logout(session, "global");

        assertThat(client.as(token, "GET", "/functions/v1/list-organizations", null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tokenlessAndForgedCallsAreRefused() {
        assertThat(client.anon("GET", "/auth/v1/user", null).status()).isEqualTo(401);
        assertThat(client.as("a.b.c", "GET", "/auth/v1/user", null)
                        .body()
                        .path("error_code")
                        .asText())
                .isEqualTo("bad_jwt");
        Answer anonKey = client.as(cloud.connection().anonKey(), "GET", "/auth/v1/user", null);
        assertThat(anonKey.status()).isEqualTo(403);
        assertThat(anonKey.body().path("msg").asText()).isEqualTo("invalid claim: missing sub claim");
    }
}
