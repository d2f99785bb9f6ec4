package com.connectgain.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.NewRow;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class MobileApiTest {

    private static final String API = "/functions/v1/mobile-api";

    private final LocalCloud cloud;
    private final Client client;

    MobileApiTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private JsonNode login(String email) {
        return client.call("POST", API + "/login", Client.credentials(email)).ok();
    }

    private JsonNode agent() {
        String email = Client.newEmail();
        client.owner(email);
        return login(email);
    }

    private Answer get(JsonNode session, String path) {
        return client.call("GET", API + path, null, "authorization", "Bearer " + Client.accessToken(session));
    }

    private Row contact(JsonNode session, String first, String last, String phone, String company) {
        Store store = cloud.kernel().store();
        ObjectNode values = Json.object()
                .put("organization_id", session.at("/user/organization_id").asText())
                .put("first_name", first)
                .put("last_name", last)
                .put("company_id", company);
        values.putArray("phones").add(phone);
        values.putArray("emails").add(first.toLowerCase(java.util.Locale.ROOT) + "@gmail.com");
        return store.insert(
                        NewRow.of(store.table("contacts"), values, cloud.clock().instant()))
                .row();
    }

    @Test
    void loginAnswersAThirtyDaySession() {
        JsonNode session = agent();

        assertThat(session.path("expires_in").asInt()).isEqualTo(2_592_000);
        assertThat(session.path("refresh_token").asText()).isNotEmpty();
        assertThat(session.at("/user/first_name").asText()).isEqualTo("Jane");
        assertThat(session.at("/user/organization_id").asText()).isNotEmpty();
        assertThat(session.path("user").has("avatar_url")).isTrue();
        cloud.clock().advance(java.time.Duration.ofDays(29));
        assertThat(get(session, "/contacts").status()).isEqualTo(200);
        cloud.clock().advance(java.time.Duration.ofDays(2));
        Answer expired = get(session, "/contacts");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.body().path("error").asText()).isEqualTo("JWT expired");
    }

    @Test
    void loginRefusesWithTheDocumentedTexts() {
        assertThat(client.call("POST", API + "/login", Json.object())
                        .body()
                        .path("error")
                        .asText())
                .isEqualTo("email is required");
        Answer password = client.call("POST", API + "/login", Json.object().put("email", "a@b.example"));
        assertThat(password.status()).isEqualTo(400);
        assertThat(password.body().path("error").asText()).isEqualTo("password is required");
        Answer wrong = client.call("POST", API + "/login", Client.credentials(Client.newEmail()));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().path("error").asText()).isEqualTo("Invalid credentials");
        assertThat(client.call("GET", API + "/login", null).status()).isEqualTo(405);
    }

    @Test
    void contactsComeByPagesNewestFirst() {
        JsonNode session = agent();
        for (int i = 1; i <= 5; i++) {
            contact(session, "Name" + i, "Person", "+20100000000" + i, null);
        }

        JsonNode first = get(session, "/contacts?limit=2").ok();
        JsonNode last = get(session, "/contacts?limit=2&page=3").ok();

        assertThat(first.path("total").asInt()).isEqualTo(5);
        assertThat(first.path("total_pages").asInt()).isEqualTo(3);
        assertThat(first.path("page").asInt()).isEqualTo(1);
        assertThat(first.path("contacts")).hasSize(2);
        assertThat(last.path("contacts")).hasSize(1);
        assertThat(first.at("/contacts/0").properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "id",
                        "first_name",
                        "last_name",
                        "phones",
                        "emails",
                        "tags",
                        "company_id",
                        "created_at",
                        "updated_at");
        assertThat(get(session, "/contacts?limit=1000").ok().path("limit").asInt())
                .isEqualTo(200);
        assertThat(get(session, "/contacts?page=0").status()).isEqualTo(400);
        assertThat(get(session, "/contacts?limit=many").status()).isEqualTo(400);
        assertThat(get(session, "/contacts?page=9").ok().path("contacts")).isEmpty();
    }

    @Test
    void everyAnswerToASignedInCallerTellsTheLimit() {
        JsonNode session = agent();

        Answer found = get(session, "/contacts");
        Answer missing = get(session, "/contacts/nothing");

        assertThat(found.header("x-ratelimit-remaining")).isEqualTo("99");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("x-ratelimit-remaining")).isIn("98", "99");
        assertThat(missing.header("x-ratelimit-limit")).isEqualTo("100");
    }

    @Test
    void searchFindsNamesAndNumbersOnly() {
        JsonNode session = agent();
        contact(session, "Layla", "Hassan", "+201001112223", null);
        contact(session, "Omar", "Farouk", "+201114445556", null);

        assertThat(get(session, "/contacts?search=layla").ok().path("total").asInt())
                .isEqualTo(1);
        assertThat(get(session, "/contacts?search=Layla%20Hassan")
                        .ok()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get(session, "/contacts?search=0111%20444")
                        .ok()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get(session, "/contacts?search=%2B201001112223")
                        .ok()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get(session, "/contacts?search=gmail").ok().path("total").asInt())
                .isZero();
    }

    @Test
    void oneContactComesBareWithItsCompany() {
        JsonNode session = agent();
        Store store = cloud.kernel().store();
        Row company = store.insert(NewRow.of(
                        store.table("companies"),
                        Json.object()
                                .put(
                                        "organization_id",
                                        session.at("/user/organization_id").asText())
                                .put("name", "Acme"),
                        cloud.clock().instant()))
                .row();
        Row contact = contact(session, "Sara", "Nabil", "+201001112224", company.id());

        JsonNode shown = get(session, "/contacts/" + contact.id()).ok();

        assertThat(shown.at("/company/name").asText()).isEqualTo("Acme");
        assertThat(shown.path("phones").get(0).asText()).isEqualTo("+201001112224");
        assertThat(shown.has("custom_fields")).isTrue();
        Answer foreign = get(agent(), "/contacts/" + contact.id());
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().path("error").asText()).isEqualTo("Contact not found");
        assertThat(get(session, "/nothing").status()).isEqualTo(404);
        assertThat(client.call("GET", API + "/contacts", null).status()).isEqualTo(401);
    }
}
