package com.connectgain.shared.crypto;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Where {@link Secrets} come from: inline in SECRETS_JSON, or Secrets Manager by SECRETS_ARN, kept for five minutes so
 * that a rotation reaches warm functions without a deployment.
 */
public final class SecretSource implements Supplier<Secrets> {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private record Loaded(Secrets secrets, Instant at) {}

    private final Settings settings;
    private final Supplier<SecretsManagerClient> client;
    private final Clock clock;
    private volatile Loaded loaded;

    public SecretSource(Settings settings, Supplier<SecretsManagerClient> client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Secrets get() {
        Loaded current = loaded;
        return isFresh(current) ? current.secrets() : refresh();
    }

    private synchronized Secrets refresh() {
        Loaded current = loaded;
        if (isFresh(current)) {
            return current.secrets();
        }
        Instant now = clock.instant();
        try {
            current = new Loaded(load(), now);
        } catch (SdkException unreachable) {
            // Yesterday's secrets serve better than an outage of a service that is only asked for a rotation.
            if (current == null) {
                throw unreachable;
            }
            current = new Loaded(current.secrets(), now);
        }
        loaded = current;
        return current.secrets();
    }

    private boolean isFresh(Loaded candidate) {
        if (candidate == null) {
            return false;
        }
        Duration age = Duration.between(candidate.at(), clock.instant()).abs();
        return age.compareTo(FRESH) < 0;
    }

    private Secrets load() {
        String inline = settings.find("SECRETS_JSON").orElse(null);
        if (inline != null) {
            return Secrets.read(parse("SECRETS_JSON", inline));
        }
        String arn = settings.find("SECRETS_ARN")
                .orElseThrow(() -> new IllegalStateException("Neither SECRETS_JSON nor SECRETS_ARN is set"));
        String text =
                client.get().getSecretValue(request -> request.secretId(arn)).secretString();
        return Secrets.read(parse("the secret behind SECRETS_ARN", text));
    }

    /** The parser's own message would quote the secret. */
    private static JsonNode parse(String origin, String text) {
        try {
            JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(origin + " is not JSON");
        }
        throw new IllegalStateException(origin + " is not a JSON object");
    }
}
