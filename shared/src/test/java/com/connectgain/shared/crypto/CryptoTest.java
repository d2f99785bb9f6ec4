package com.connectgain.shared.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CryptoTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String JWT_SECRET = "a-secret-that-is-long-enough-for-hs256";

    private final Secrets secrets = new Secrets(JWT_SECRET, "anon", "service", new byte[32]);
    private final Tokens tokens = new Tokens(() -> secrets, CLOCK);
    private final Vault vault = new Vault(() -> secrets);

    @Test
    void signedClaimsComeBack() {
        ObjectNode claims = Json.object().put("sub", "u1").put("exp", NOW.getEpochSecond() + 1);

        assertThat(tokens.verify(tokens.sign(claims))).hasToString(claims.toString());
    }

    @Test
    void tokenExpiresAtItsSecond() {
        String token = tokens.sign(Json.object().put("exp", NOW.getEpochSecond()));

        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOf(Problem.class)
                .hasMessage("JWT expired");
    }

    @Test
    void tokenIsNotValidBeforeItsTime() {
        String token = tokens.sign(Json.object().put("nbf", NOW.getEpochSecond() + 60));

        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid JWT");
    }

    @Test
    void foreignOrUnsignedOrBrokenTokensAreInvalid() {
        Secrets others = new Secrets(JWT_SECRET.replace('a', 'b'), "anon", "service", new byte[32]);
        String foreign = new Tokens(() -> others, CLOCK).sign(Json.object().put("sub", "u1"));
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64("{\"sub\":\"u1\"}") + ".";
        String notAnObject = base64("{\"alg\":\"HS256\"}") + "." + base64("[]") + "." + base64("x");

        for (String token : List.of(foreign, unsigned, notAnObject, "", "a.b", "a.b.c", "....", "é.é.é")) {
            assertThatThrownBy(() -> tokens.verify(token)).as(token).hasMessage("Invalid JWT");
        }
    }

    @Test
    void changedPayloadIsInvalid() {
        String[] parts = tokens.sign(Json.object().put("role", "anon")).split("\\.");
        String forged = parts[0] + "." + base64("{\"role\":\"service_role\"}") + "." + parts[2];

        assertThatThrownBy(() -> tokens.verify(forged)).hasMessage("Invalid JWT");
    }

    @Test
    void sealedValueOpensAndTwoSealsDiffer() {
        String sealed = vault.seal("sk-secret-ü");

        assertThat(sealed).startsWith("enc:v1:").doesNotContain("secret");
        assertThat(vault.open(sealed)).isEqualTo("sk-secret-ü");
        assertThat(vault.seal("sk-secret-ü")).isNotEqualTo(sealed);
        assertThat(vault.open(vault.seal(""))).isEmpty();
    }

    @Test
    void tamperedValueDoesNotOpen() {
        String sealed = vault.seal("secret");
        char last = sealed.charAt(sealed.length() - 2);
        String tampered = sealed.substring(0, sealed.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + sealed.charAt(sealed.length() - 1);

        assertThatThrownBy(() -> vault.open(tampered)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open("secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.open("enc:v1:")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.open("enc:v1:00000000:AA")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void formerKeyStillOpens() {
        byte[] newKey = new byte[32];
        newKey[0] = 1;
        Vault rotated =
                new Vault(() -> new Secrets(JWT_SECRET, "anon", "service", newKey, List.of(secrets.encryptionKey())));
        String old = vault.seal("secret");

        assertThat(rotated.open(old)).isEqualTo("secret");
        assertThat(rotated.seal("secret").substring(0, 16)).isNotEqualTo(old.substring(0, 16));
        assertThatThrownBy(() -> vault.open(rotated.seal("secret"))).hasMessageContaining("No encryption key");
    }

    @Test
    void maskShowsTheEndOfLongSecretsOnly() {
        assertThat(vault.mask("sk-1234567890abcdef")).isEqualTo("••••cdef");
        assertThat(vault.mask("short")).isEqualTo("••••");
        assertThat(vault.mask(null)).isNull();
    }

    @Test
    void passwordsCountBeyondBcryptsLimit() {
        String common = "x".repeat(80);
        String hash = Passwords.hash(common + "1");

        assertThat(Passwords.matches(common + "1", hash)).isTrue();
        assertThat(Passwords.matches(common + "2", hash)).isFalse();
        assertThat(Passwords.matches("ünïcødé\0tail", Passwords.hash("ünïcødé\0tail")))
                .isTrue();
    }

    @Test
    void missingOrForeignHashMatchesNothing() {
        assertThat(Passwords.matches("password", null)).isFalse();
        assertThat(Passwords.matches(null, Passwords.hash("password"))).isFalse();
        assertThat(Passwords.matches("password", "not a hash")).isFalse();
    }

    @Test
    void absentHashTakesAsLongAsAWrongPassword() {
        String hash = Passwords.hash("password");
        long wrong = time(() -> Passwords.matches("wrong", hash));
        long absent = time(() -> Passwords.matches("wrong", null));

        assertThat(absent).isGreaterThan(wrong / 4);
    }

    @Test
    void hashesAreTheWellKnownOnes() {
        assertThat(Hashes.sha256Hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Hashes.hmacSha256Hex(
                        "key", "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
        assertThat(Hashes.equal("a", "a")).isTrue();
        assertThat(Hashes.equal("a", null)).isFalse();
        assertThat(Hashes.equal(null, null)).isFalse();
    }

    @Test
    void missingSecretsAreNamedAndNeverShown() {
        assertThatThrownBy(() -> source(Map.of()).get()).hasMessageContaining("SECRETS_ARN");
        assertThatThrownBy(() -> source(Map.of("SECRETS_JSON", "{\"jwt_secret\":\"hunter2"))
                        .get())
                .hasMessageContaining("SECRETS_JSON is not JSON")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> source(Map.of("SECRETS_JSON", "{}")).get()).hasMessageContaining("jwt_secret");
        assertThat(secrets.toString()).doesNotContain(JWT_SECRET);
    }

    @Test
    void inlineSecretsAreRead() {
        ObjectNode json = Json.object()
                .put("jwt_secret", JWT_SECRET)
                .put("anon_key", "a")
                .put("service_role_key", "s")
                .put("encryption_key", Base64.getEncoder().encodeToString(new byte[32]));

        Secrets read = source(Map.of("SECRETS_JSON", Json.write(json))).get();

        assertThat(read.jwtSecret()).isEqualTo(JWT_SECRET);
        assertThat(read.encryptionKey()).hasSize(32);
    }

    private static SecretSource source(Map<String, String> settings) {
        return new SecretSource(
                new Settings(settings),
                () -> {
                    throw new AssertionError("no call expected");
                },
                CLOCK);
    }

    private static long time(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return System.nanoTime() - started;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
