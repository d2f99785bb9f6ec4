package com.connectgain.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One organization tries everything there is on another's rows. Routes come from the template and tables from the
 * catalog, so a new one is tried without being named here.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class IsolationTest {

    private static final List<String> VERBS = List.of("GET", "POST", "PATCH", "PUT", "DELETE");

    private final LocalCloud cloud;
    private final Store store;
    private final Client client;
    private final String victim;
    private final String session;
    private final String apiKey;
    private final Map<Table, Row> planted = new LinkedHashMap<>();
    private int calls;

    IsolationTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.store = cloud.kernel().store();
        this.client = new Client(cloud);
        JsonNode owner = client.owner(Client.newEmail());
        this.victim = organization(owner);
        JsonNode intruder = client.owner(Client.newEmail());
        this.session = Client.accessToken(intruder);
        this.apiKey = client.as(
                        session,
                        "POST",
                        "/functions/v1/generate-api-key",
                        Json.object().put("name", "intruder"))
                .ok()
                .path("api_key")
                .asText();
        for (Table table : store.catalog().tables()) {
            if (table.scope() == Table.Scope.ORGANIZATION) {
                Row row = PlantedRow.in(table, victim);
                assertThat(store.insert(row).isWritten()).as(table.name()).isTrue();
                planted.put(table, row);
            }
        }
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private String organization(JsonNode owner) {
        return client.as(Client.accessToken(owner), "GET", "/functions/v1/list-organizations", null)
                .ok()
                .at("/organizations/0/id")
                .asText();
    }

    @Test
    void noTableGivesAwayOrTakesAForeignRow() {
        planted.forEach((table, row) -> {
            String path = "/rest/v1/" + table.name();
            for (String filter : List.of("?id=eq." + row.id(), "?organization_id=eq." + victim, "/" + row.id())) {
                refusedOrEmpty(asUser("GET", path + filter, null));
                refusedOrEmpty(asUser("PATCH", path + filter, Json.object().put("updated_at", "2000-01-01")));
                refusedOrEmpty(asUser("DELETE", path + filter, null));
                refusedOrEmpty(asKey("GET", "/functions/v1/rest-api-proxy/" + table.name() + filter));
                refusedOrEmpty(asKey("DELETE", "/functions/v1/rest-api-proxy/" + table.name() + filter));
            }
            refusedOrEmpty(asUser("GET", path, null));
            ObjectNode stolen = Json.object().put("id", row.id()).put("organization_id", victim);
            assertThat(asUser("POST", path, stolen).status()).as(table.name()).isGreaterThanOrEqualTo(400);
        });
        untouched();
    }

    @Test
    void noForeignRowCanBeReferredTo() {
        Row contact = planted.get(store.table("contacts"));
        ObjectNode note = Json.object().put("contact_id", contact.id()).put("content", "x");

        Answer refused = asUser("POST", "/rest/v1/notes", note);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("23503");
        untouched();
    }

    @Test
    void noRouteAnswersOrActsOnForeignIds() {
        for (String path : routes()) {
            for (String verb : VERBS) {
                for (ObjectNode body : bodies()) {
                    refusedOrEmpty(asUser(verb, path, verb.equals("GET") ? null : body));
                }
                refusedOrEmpty(asKey(verb, path));
                refusedOrEmpty(called(() -> client.anon(verb, path, verb.equals("GET") ? null : bodies().getFirst())));
            }
        }
        untouched();
    }

    /** Every HTTP route of the template, its parameters filled with what is the victim's. */
    private List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (FunctionSpec function : cloud.template().functions()) {
            for (Trigger trigger : function.triggers()) {
                if (trigger instanceof Trigger.Route route) {
                    String path = route.path();
                    if (path.contains("{proxy+}")) {
                        Stream.of(
                                        "contacts",
                                        "contacts/"
                                                + planted.get(store.table("contacts"))
                                                        .id(),
                                        "user",
                                        "login")
                                .map(rest -> path.replace("{proxy+}", rest))
                                .forEach(routes::add);
                    } else {
                        routes.add(path.replace("{table}", "contacts")
                                        .replace("{function}", "get_user_login_data")
                                        .replaceAll(
                                                "\\{[^}]*}",
                                                planted.get(store.table("contacts"))
                                                        .id())
                                + "?organization_id=eq." + victim + "&organizationId=" + victim);
                    }
                }
            }
        }
        assertThat(routes).hasSizeGreaterThan(10);
        return routes;
    }

    /** The victim's ids under every name that a function might read them by. */
    private List<ObjectNode> bodies() {
        ObjectNode body = Json.object()
                .put("organizationId", victim)
                .put("organization_id", victim)
                .put("_user_id", planted.get(store.table("profiles")).id())
                .put("user_id", planted.get(store.table("profiles")).id())
                .put("userId", planted.get(store.table("profiles")).id())
                .put("invitation_id", planted.get(store.table("invitations")).id())
                .put("invitationId", planted.get(store.table("invitations")).id())
                .put("name", "intruder")
                .put("email", "intruder@example.com")
                .put("role", "ADMIN");
        for (String table : List.of("contacts", "companies", "conversations", "deals", "tasks")) {
            String noun = table.replaceAll("ies$", "y").replaceAll("s$", "");
            String id = planted.get(store.table(table)).id();
            String other = planted.get(store.table("profiles")).id();
            body.putArray(noun + "Ids").add(id).add(other);
            body.putArray(noun + "_ids").add(id);
        }
        body.put("entity", "conversations").putNull("assignee_id");
        for (Table table : planted.keySet()) {
            String singular = table.name().replaceAll("ies$", "y").replaceAll("s$", "");
            body.put(singular + "_id", planted.get(table).id());
        }
        return List.of(body);
    }

    private Answer asUser(String verb, String path, JsonNode body) {
        return called(() -> client.as(session, verb, path, body, "prefer", "return=representation"));
    }

    private Answer asKey(String verb, String path) {
        return called(
                () -> client.call(verb, path, verb.equals("GET") ? null : bodies().getFirst(), "x-api-key", apiKey));
    }

    /** Keeps below the rate limits by letting a minute pass now and then. */
    private Answer called(java.util.function.Supplier<Answer> call) {
        if (++calls % 45 == 0) {
            cloud.clock().advance(java.time.Duration.ofSeconds(61));
        }
        return call.get();
    }

    private void refusedOrEmpty(Answer answer) {
        assertThat(answer.status()).as(answer.raw().uri().toString()).isLessThan(500);
        assertThat(answer.raw().body()).as(answer.raw().uri().toString()).doesNotContain(PlantedRow.MARK);
    }

    private void untouched() {
        planted.forEach((table, row) -> {
            Row now = store.findAll(table, List.of(row.key())).stream()
                    .findFirst()
                    .orElse(null);
            assertThat(now).as(table.name()).isNotNull();
            assertThat(now.version()).as(table.name()).isEqualTo(1);
        });
    }
}
