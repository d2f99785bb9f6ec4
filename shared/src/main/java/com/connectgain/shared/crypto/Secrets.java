package com.connectgain.shared.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secrets of the installation.
 *
 * @param jwtSecret signs sessions, the anon key and the service-role key
 * @param encryptionKey seals values at rest
 * @param formerEncryptionKeys still open what was sealed before the key was changed
 */
public record Secrets(
        String jwtSecret,
        String anonKey,
        String serviceRoleKey,
        byte[] encryptionKey,
        List<byte[]> formerEncryptionKeys) {

    private static final int AES_256 = 32;
    private static final int HS_256 = 32;

    public Secrets {
        if (jwtSecret.length() < HS_256) {
            throw new IllegalStateException("Secret jwt_secret must have at least 32 characters");
        }
        requireLength("encryption_key", encryptionKey);
        formerEncryptionKeys.forEach(key -> requireLength("former_encryption_keys", key));
    }

    public Secrets(String jwtSecret, String anonKey, String serviceRoleKey, byte[] encryptionKey) {
        this(jwtSecret, anonKey, serviceRoleKey, encryptionKey, List.of());
    }

    /** Reads the JSON object of the setting SECRETS_JSON or of the secret behind SECRETS_ARN. */
    static Secrets read(JsonNode json) {
        List<byte[]> former = new ArrayList<>();
        for (JsonNode key : json.path("former_encryption_keys")) {
            former.add(decode("former_encryption_keys", key.asText()));
        }
        return new Secrets(
                text(json, "jwt_secret"),
                text(json, "anon_key"),
                text(json, "service_role_key"),
                decode("encryption_key", text(json, "encryption_key")),
                List.copyOf(former));
    }

    private static String text(JsonNode json, String name) {
        String value = json.path(name).asText("");
        if (value.isBlank()) {
            throw new IllegalStateException("Secret " + name + " is missing");
        }
        return value;
    }

    private static byte[] decode(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("Secret " + name + " is not base64", malformed);
        }
    }

    private static void requireLength(String name, byte[] key) {
        if (key.length != AES_256) {
            throw new IllegalStateException("Secret " + name + " must have 32 bytes");
        }
    }

    /** Never the values: a record would print them into the first log line that mentions it. */
    @Override
    public String toString() {
        return "Secrets[masked]";
    }
}
