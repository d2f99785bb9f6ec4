package com.connectgain.infra.local;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How to reach this cloud; also kept as {@code connection.json} for tools. */
public record Connection(String url, String anonKey, String serviceRoleKey, Optional<Seed.Demo> demo) {

    private static final String FILE = "connection.json";

    /** The demo organization of an earlier run: its key and password are stored nowhere else in the clear. */
    static Optional<Seed.Demo> plantedIn(DataFolder data) {
        return data.read(FILE)
                .map(Json::readObject)
                .filter(kept -> kept.hasNonNull("api_key"))
                .map(kept -> new Seed.Demo(
                        kept.path("api_key").asText(),
                        kept.path("organization_id").asText(),
                        kept.path("owner_email").asText(),
                        kept.path("owner_password").asText()));
    }

    void writeTo(DataFolder data) {
        data.write(FILE, json().toPrettyString() + "\n");
    }

    ObjectNode json() {
        return Json.object()
                .put("url", url)
                .put("anon_key", anonKey)
                .put("service_role_key", serviceRoleKey)
                .put("api_key", demo.map(Seed.Demo::apiKey).orElse(null))
                .put("organization_id", demo.map(Seed.Demo::organizationId).orElse(null))
                .put("owner_email", demo.map(Seed.Demo::ownerEmail).orElse(null))
                .put("owner_password", demo.map(Seed.Demo::ownerPassword).orElse(null));
    }
}
