package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DynamoDB removes expired items days late: until then they are there, and nobody may see them. */
@ExtendWith(CloudExtension.class)
class ExpiredRowsTest {

    private static final String SCOPE = Ids.next();

    private final Kernel kernel;
    private final Instant now;
    private final String organization = Ids.next();
    private final String gone = Ids.next();
    private final String kept = Ids.next();

    ExpiredRowsTest(LocalCloud cloud) {
        kernel = cloud.kernel();
        now = kernel.clock().instant();
        insert("bot_memory", memory(gone, "a").put("expires_at", DateTimes.print(now.minusSeconds(60))));
        insert("bot_memory", memory(kept, "b").put("expires_at", DateTimes.print(now.plusSeconds(3600))));
        Table views = kernel.store().table("shared_content_views");
        Duration time = views.retention().orElseThrow();
        insert("shared_content_views", view(gone, now.minus(time).minusSeconds(5)));
        insert("shared_content_views", view(kept, now.minus(time).plusSeconds(3600)));
    }

    private ObjectNode row(String id, Instant created) {
        return Json.object()
                .put("id", id)
                .put("organization_id", organization)
                .put("created_at", DateTimes.print(created))
                .put("updated_at", DateTimes.print(created));
    }

    private ObjectNode memory(String id, String key) {
        return row(id, now.minusSeconds(7200))
                .put("scope", "org")
                .put("scope_id", SCOPE)
                .put("key", key);
    }

    private ObjectNode view(String id, Instant created) {
        return row(id, created).put("shared_content_id", SCOPE).put("viewed_at", DateTimes.print(created));
    }

    private boolean insert(String table, ObjectNode values) {
        return kernel.store()
                .insert(Row.fresh(kernel.store().table(table), values))
                .isWritten();
    }

    private Response read(String table, String query) {
        Caller owner = new Caller(
                Credential.USER, organization, Ids.next(), null, null, "o", Role.OWNER, Set.of(Permission.values()));
        String filled = query.replace("{gone}", gone).replace("{kept}", kept).replace("{scope}", SCOPE);
        return kernel.dataApi()
                .answer(
                        ApiRequest.read(
                                Dialect.STRICT, "GET", table, filled, Map.of("prefer", "count=exact"), new byte[0]),
                        owner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bot_memory?",
                "bot_memory?id=in.({gone},{kept})",
                "bot_memory?scope_id=eq.{scope}",
                "bot_memory?scope_id=eq.{scope}&order=key&limit=1",
                "bot_memory?key=in.(a,b)",
                "bot_memory?order=created_at.desc&limit=1",
                "bot_memory?created_at=gt.2000-01-01",
                "shared_content_views?",
                "shared_content_views?id=in.({gone},{kept})",
                "shared_content_views?shared_content_id=eq.{scope}",
                "shared_content_views?order=created_at&limit=1",
                "shared_content_views?limit=1"
            })
    void expiredRowIsOnNoPathAndInNoCount(String query) {
        int question = query.indexOf('?');
        Response response = read(query.substring(0, question), query.substring(question + 1));
        JsonNode rows = Json.read(new String(response.body(), StandardCharsets.UTF_8));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("id").asText()).isEqualTo(kept);
        assertThat(response.headers().get("Content-Range")).isEqualTo("0-0/1");
    }

    @Test
    void expiredRowGivesItsUniqueValueUp() {
        assertThat(insert("bot_memory", memory(Ids.next(), "b")))
                .as("held by a row that lives")
                .isFalse();
        assertThat(insert("bot_memory", memory(Ids.next(), "a")))
                .as("held by a row that has expired")
                .isTrue();
    }
}
