package com.connectgain.functions.events.automations;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.text.Variables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A situation that also knows the organization's credentials by name: {@code {{voip_api_key}}}. It remembers which it
 * gave away, so that whoever logs the request can leave them out.
 */
public final class Secretive implements Variables {

    private static final String STAMP = "last_used_at";

    /** A credential that is used all the time costs a write a minute. */
    private static final Duration EXACTNESS = Duration.ofMinutes(1);

    private final Situation situation;
    private final Kernel kernel;
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<Row> rows = new LinkedHashSet<>();

    Secretive(Situation situation, Kernel kernel) {
        this.situation = situation;
        this.kernel = kernel;
    }

    @Override
    public Optional<Instant> now() {
        return situation.now();
    }

    @Override
    public JsonNode get(String name) {
        JsonNode known = situation.get(name);
        if (!known.isMissingNode()) {
            return known;
        }
        return secret(name)
                .or(() -> setting(name))
                .<JsonNode>map(Json.nodes()::textNode)
                .orElse(known);
    }

    private Optional<String> secret(String name) {
        var table = kernel.store().table("organization_secrets");
        String constraint = table.uniques().getFirst().name();
        ObjectNode wanted = Json.object().put("name", name);
        return kernel.store()
                .findUnique(table, situation.organizationId(), constraint, wanted)
                .map(row -> {
                    rows.add(row);
                    return opened(row.text("value"));
                });
    }

    /** Writes down when the credentials were used, so that people see which ones still are. */
    public void stampUse() {
        Instant now = kernel.clock().instant();
        for (Row secret : rows) {
            kernel.store()
                    .change(
                            secret.table(),
                            secret.organization(),
                            secret.id(),
                            values -> isFresh(values, now) ? null : values.put(STAMP, DateTimes.print(now)));
        }
    }

    private static boolean isFresh(ObjectNode secret, Instant now) {
        return secret.hasNonNull(STAMP)
                && OffsetDateTime.parse(secret.path(STAMP).asText()).toInstant().isAfter(now.minus(EXACTNESS));
    }

    private Optional<String> setting(String name) {
        return situation
                .organization()
                .map(row -> row.get("settings").path(name))
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(value -> opened(value.asText()));
    }

    private String opened(String stored) {
        if (!Vault.isSealed(stored)) {
            return stored;
        }
        String plain = kernel.vault().open(stored);
        used.add(plain);
        return plain;
    }

    /** A text without the credentials that were put into it. */
    public String censored(String text) {
        String censored = text;
        for (String secret : used) {
            censored = secret.isEmpty() ? censored : censored.replace(secret, "••••");
        }
        return censored;
    }
}
