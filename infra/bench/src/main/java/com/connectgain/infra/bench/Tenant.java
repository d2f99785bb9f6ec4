package com.connectgain.infra.bench;

import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Accounts;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.NewAccount;
import com.connectgain.shared.identity.Sessions;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.kernel.Kernel;
import java.util.Map;

/** An organization with an owner who is signed in and an API key: who the measured requests come from. */
record Tenant(Kernel kernel, String organizationId, User owner, String apiKey) {

    private static final String EMAIL = "owner@bench.example";
    private static final String PASSWORD = "Bench-owner-1!";

    /** What a request is sent with. */
    enum Credential {
        NONE,
        ANON,
        API_KEY,
        USER,
        SERVICE
    }

    static Tenant plant(Kernel kernel) {
        Identity identity = Identity.of(kernel);
        NewAccount owner =
                new NewAccount(EMAIL, Passwords.hash(PASSWORD), Json.object().put("organization_name", "Bench"), true);
        Accounts.Opened opened = identity.accounts().open(owner).orElseThrow();
        String organizationId = opened.organization().id();
        String key = identity.apiKeys()
                .issue(organizationId, "Bench", null, Map.of(), null)
                .key();
        return new Tenant(kernel, organizationId, opened.user(), key);
    }

    /** What requests may name. */
    Map<String, String> values() {
        return Map.of(
                "organization_id", organizationId,
                "owner_id", owner.id(),
                "owner_email", EMAIL,
                "owner_password", PASSWORD);
    }

    Map<String, String> headers(Credential credential) {
        String anon = kernel.secrets().anonKey();
        String service = kernel.secrets().serviceRoleKey();
        return switch (credential) {
            case NONE -> Map.of();
            case ANON -> Map.of("apikey", anon, "Authorization", "Bearer " + anon);
            case API_KEY -> Map.of("X-API-Key", apiKey);
            case USER -> Map.of("apikey", anon, "Authorization", "Bearer " + freshToken());
            case SERVICE -> Map.of("apikey", service, "Authorization", "Bearer " + service);
        };
    }

    /** A token lasts an hour, and the clock is moved between measurements. */
    private String freshToken() {
        return Identity.of(kernel)
                .sessions()
                .start(owner, Sessions.Client.WEB, Sessions.Method.PASSWORD)
                .accessToken();
    }
}
