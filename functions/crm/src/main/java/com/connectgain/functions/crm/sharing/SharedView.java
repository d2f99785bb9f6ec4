package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.pace.SteadyPace;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;

/** An outsider opens a link. */
final class SharedView {

    private final Store store;
    private final Clock clock;
    private final Guesses guesses;
    private final Views views;

    SharedView(Store store, Clock clock, Guesses guesses, Views views) {
        this.store = store;
        this.clock = clock;
        this.guesses = guesses;
        this.views = views;
    }

    /** @param password null when none was sent */
    ObjectNode open(Request request, String token, String password) {
        Row link = SteadyPace.ofRefusals(() -> admitted(token, password, request.sourceIp()));
        EntityType type = EntityType.of(link.text("entity_type"));
        boolean sensitive = link.is("show_sensitive_data");
        ObjectNode data = SteadyPace.ofRefusals(() -> new Projection(store, link.organization(), sensitive)
                .of(type, link.text("entity_id"))
                .orElseThrow(SharedProblems::unknown));
        long number = request.method().equals("HEAD") ? link.get("view_count").asLong() : views.count(link, request);
        ObjectNode answer = Json.object()
                .put("entity_type", type.name())
                .put("show_sensitive_data", sensitive)
                .put("allow_download", link.is("allow_download"))
                .put("expires_at", link.text("expires_at"))
                .put("shared_at", link.text("created_at"))
                .put("view_count", number)
                .put("organization_name", organizationName(link));
        answer.set("data", data);
        return answer;
    }

    private Row admitted(String token, String password, String origin) {
        if (password != null) {
            guesses.before(token, origin);
        }
        Optional<Row> found = find(token).filter(row -> row.is("is_active"));
        String hash = found.flatMap(row -> row.find("password_hash")).orElse(null);
        // Compared for unknown links as well: it costs the same.
        boolean matches = password != null && Passwords.matches(password, hash);
        Row link = found.orElseThrow(SharedProblems::unknown);
        if (link.instant("expires_at")
                .filter(end -> !end.isAfter(clock.instant()))
                .isPresent()) {
            throw SharedProblems.expired();
        }
        if (hash != null && password == null) {
            throw SharedProblems.passwordRequired();
        }
        if (hash != null && !matches) {
            throw SharedProblems.invalidPassword();
        }
        if (password != null) {
            guesses.succeeded(token, origin);
        }
        return link;
    }

    private Optional<Row> find(String token) {
        return store.findUnique(
                store.table("shared_content"),
                Store.GLOBAL,
                "shared_content_token_key",
                Json.object().put("token", token));
    }

    private String organizationName(Row link) {
        return store.find("organizations", link.organization(), link.organization())
                .map(row -> row.text("name"))
                .orElse(null);
    }
}
