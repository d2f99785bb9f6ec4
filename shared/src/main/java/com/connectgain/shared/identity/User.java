package com.connectgain.shared.identity;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A person who can sign in: a row of {@code auth_users}. */
public record User(Row row) {

    public String id() {
        return row.id();
    }

    public String email() {
        return row.text("email");
    }

    /** What an address change will make the address, once confirmed. */
    public Optional<String> newEmail() {
        return row.find("new_email");
    }

    public Optional<String> activeOrganization() {
        return row.find("active_organization_id");
    }

    /** Every organization this person is or was a member of; the profile there says whether they still are. */
    public List<String> organizations() {
        List<String> ids = new ArrayList<>();
        row.get("organization_ids").forEach(id -> ids.add(id.asText()));
        return List.copyOf(ids);
    }

    public boolean isConfirmed() {
        return row.find("email_confirmed_at").isPresent();
    }

    public ObjectNode metadata() {
        return row.get("user_metadata") instanceof ObjectNode object ? object : Json.object();
    }

    /** {@code organization_id} is a hint for the first read of a call; the active organization is decided by the row. */
    public ObjectNode appMetadata() {
        ObjectNode metadata = row.get("app_metadata") instanceof ObjectNode stored
                ? stored.deepCopy()
                : Json.object().put("provider", "email");
        activeOrganization().ifPresent(organization -> metadata.put("organization_id", organization));
        return metadata;
    }

    public String metadata(String key) {
        JsonNode value = metadata().path(key);
        return value.isTextual() ? value.asText().strip() : "";
    }

    /** Grows when every session of the person shall end; a session of an older generation is over. */
    long sessionGeneration() {
        return row.get("session_generation").asLong(0);
    }

    String passwordHash() {
        return row.text("encrypted_password");
    }
}
