package com.connectgain.sharing;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.sales.Sales;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Parallel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(CloudExtension.class)
class SharedContentTest {

    private final LocalCloud cloud;
    private final Sales sales;
    private final JsonNode contact;

    SharedContentTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
        this.contact = sales.insert("contacts", Json.readObject("""
            {"first_name": "ليلى", "last_name": "حسن", "phones": ["+201001234567"],
             "emails": ["layla@example.com"], "tags": ["vip"], "notes": "owes us money",
             "custom_fields": {"passport": "A1234567"}}
            """));
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private ObjectNode ofContact() {
        return Json.object().put("entity_type", "contact").put("entity_id", id(contact));
    }

    private JsonNode share(ObjectNode body) {
        Answer answer = sales.function("POST", "shared-content", body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body();
    }

    private Answer view(JsonNode link) {
        return sales.outside(
                "GET", "shared-content-view?token=" + link.path("token").asText(), null);
    }

    private Answer view(JsonNode link, String password) {
        ObjectNode body =
                Json.object().put("token", link.path("token").asText()).put("password", password);
        return sales.outside("POST", "shared-content-view", body);
    }

    private static void refused(Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("message").asText()).isEqualTo(message);
        assertThat(answer.body().path("error").asText()).isEqualTo(message);
    }

    private JsonNode row(JsonNode link) {
        return sales.read("shared_content?id=eq." + id(link)).path(0);
    }

    @Test
    void linkIsMadeAndOpened() {
        JsonNode link = share(ofContact().put("show_sensitive_data", true).put("allow_download", true));

        Answer answer = view(link);

        assertThat(link.path("url").asText())
                .endsWith("/shared/" + link.path("token").asText());
        assertThat(link.path("token").asText()).hasSizeGreaterThan(40);
        assertThat(link.path("has_password").asBoolean()).isFalse();
        JsonNode shown = answer.ok();
        assertThat(shown.path("entity_type").asText()).isEqualTo("CONTACT");
        assertThat(shown.path("allow_download").asBoolean()).isTrue();
        assertThat(shown.at("/data/name").asText()).isEqualTo("ليلى حسن");
        assertThat(shown.at("/data/phones/0").asText()).isEqualTo("+201001234567");
        assertThat(shown.at("/data/emails/0").asText()).isEqualTo("layla@example.com");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.raw().body()).doesNotContain("A1234567", "owes us money", sales.organization);
    }

    @Test
    void withoutSensitiveDataNobodyCanBeReached() {
        Answer answer = view(share(ofContact()));

        assertThat(answer.ok().at("/data/phones").toString()).isEqualTo("[\"********\"]");
        assertThat(answer.raw().body())
                .contains("ليلى")
                .doesNotContain("1234567", "layla@example.com", "A1234567", "owes us money");
    }

    /** What each kind of link tells, and what only with sensitive data, and what never. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/sharing/entities.csv", numLinesToSkip = 1, delimiter = ';', quoteCharacter = '\0')
    void entityTellsWhatItShould(String type, String always, String sensitive, String never) {
        ObjectNode body = Json.object().put("entity_type", type).put("entity_id", entity(type));
        String masked = view(share(body.deepCopy())).raw().body();
        String open = view(share(body.put("show_sensitive_data", true))).raw().body();

        assertThat(masked).contains(List.of(always.split("\\|")));
        assertThat(open).contains(List.of(always.split("\\|")));
        if (sensitive != null) {
            assertThat(open).contains(List.of(sensitive.split("\\|")));
            assertThat(masked).doesNotContain(List.of(sensitive.split("\\|")));
        }
        assertThat(open).doesNotContain(List.of(never.split("\\|")));
    }

    private String entity(String type) {
        return switch (type) {
            case "deal" -> id(deal());
            case "task" ->
                id(sales.insert(
                        "tasks",
                        Json.object()
                                .put("title", "Call back")
                                .put("description", "before noon")
                                .put("contact_id", id(contact))
                                .put("assignee_id", sales.user)));
            case "company" -> id(sales.insert("companies", Json.readObject("""
                {"name": "Acme", "industry": "Steel", "city": "Cairo", "annual_revenue": 987654,
                 "phones": ["+20225554433"], "notes": "late payer", "tags": ["internal"]}
                """)));
            default -> {
                deal();
                yield id(sales.read("pipelines").path(0));
            }
        };
    }

    private JsonNode deal() {
        return sales.deal(
                contact,
                "Villa 7",
                deal -> deal.put("value", 12345.67)
                        .put("stage", "proposal")
                        .put("notes", "can go down to 10000")
                        .put("lost_reason", "none yet")
                        .set(
                                "products",
                                Json.read("[{\"name\": \"Villa\", \"quantity\": 1, \"unit_price\": 12345.67}]")));
    }

    @Test
    void passwordOpensAndNothingElse() {
        JsonNode link = share(ofContact().put("password", "سر القصر"));

        assertThat(link.path("has_password").asBoolean()).isTrue();
        assertThat(link.has("password_hash")).isFalse();
        assertThat(row(link).has("password_hash")).isFalse();
        refused(view(link), 401, "Password required");
        refused(view(link, "wrong"), 401, "Invalid password");
        assertThat(view(link, "سر القصر").status()).isEqualTo(200);
        assertThat(row(link).path("view_count").asInt()).isEqualTo(1);
    }

    @Test
    void passwordIsStoredAsAHashOnly() {
        JsonNode link = share(ofContact().put("password", "open sesame"));

        var stored = cloud.kernel()
                .store()
                .find("shared_content", sales.organization, id(link))
                .orElseThrow();

        assertThat(stored.text("password_hash")).startsWith("$2a$");
        assertThat(stored.values().toString()).doesNotContain("open sesame");
    }

    /** Side by side: each refusal is slow on purpose. */
    private List<Answer> guess(JsonNode link, int times) {
        return Parallel.map(IntStream.range(0, times).boxed().toList(), times, number -> view(link, "guess " + number));
    }

    @Test
    void guessingIsStoppedEvenForTheRightPassword() {
        JsonNode link = share(ofContact().put("password", "open sesame"));

        guess(link, 10).forEach(answer -> refused(answer, 401, "Invalid password"));

        Answer stopped = view(link, "open sesame");
        refused(stopped, 429, "Too many attempts");
        assertThat(Integer.parseInt(stopped.header("retry-after"))).isBetween(1, 900);
        cloud.clock().advance(Duration.ofMinutes(16));
        assertThat(view(link, "open sesame").status()).isEqualTo(200);
    }

    @Test
    void rightPasswordWipesTheSlate() {
        JsonNode link = share(ofContact().put("password", "open sesame"));

        for (int round = 0; round < 2; round++) {
            guess(link, 9);
            assertThat(view(link, "open sesame").status()).isEqualTo(200);
        }
    }

    @Test
    void passwordCanBeTakenAway() {
        JsonNode link = share(ofContact().put("password", "open sesame"));

        sales.function("PATCH", "shared-content?id=" + id(link), Json.object().putNull("password"))
                .ok();

        assertThat(view(link).status()).isEqualTo(200);
    }

    @Test
    void expiredLinkIsGoneUntilItIsProlonged() {
        Instant end = cloud.clock().instant().plus(Duration.ofMinutes(10));
        JsonNode link = share(ofContact().put("expires_at", end.toString()));
        assertThat(view(link).status()).isEqualTo(200);

        cloud.clock().advance(Duration.ofMinutes(11));

        refused(view(link), 410, "This link has expired");
        sales.function(
                        "PATCH",
                        "shared-content",
                        Json.object().put("id", id(link)).putNull("expires_at"))
                .ok();
        assertThat(view(link).status()).isEqualTo(200);
    }

    @Test
    void linkOfADayLastsUntilMidnightOfTheOrganization() {
        sales.rest(
                "PATCH",
                "organizations?id=eq." + sales.organization,
                Json.object().put("timezone", "Africa/Cairo"));

        JsonNode link = share(ofContact().put("expires_at", "2099-01-31"));

        assertThat(link.path("expires_at").asText()).isEqualTo("2099-01-31T22:00:00+00:00");
    }

    @Test
    void revokedLinkNeverWas() {
        JsonNode link = share(ofContact());
        view(link).ok();

        Answer revoked = sales.function("DELETE", "shared-content?id=" + id(link), null);
        Answer again = sales.function("DELETE", "shared-content", Json.object().put("id", id(link)));

        assertThat(revoked.ok().path("is_active").asBoolean()).isFalse();
        assertThat(again.status()).isEqualTo(200);
        refused(view(link), 404, "Shared content not found");
        refused(sales.outside("GET", "shared-content-view?token=nobody", null), 404, "Shared content not found");
        assertThat(sales.read("shared_content_views?shared_content_id=eq." + id(link)))
                .hasSize(1);
    }

    @Test
    void deletedRowTakesItsLinksWithIt() {
        JsonNode link = share(ofContact());

        sales.rest("DELETE", "contacts?id=eq." + id(contact), null);

        refused(view(link), 404, "Shared content not found");
    }

    @Test
    void everyOfFiftyConcurrentViewsCounts() throws Exception {
        JsonNode link = share(ofContact());
        List<Callable<Answer>> viewers = IntStream.range(0, 50)
                .<Callable<Answer>>mapToObj(i -> () -> view(link))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(viewers)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }

        assertThat(row(link).path("view_count").asInt()).isEqualTo(50);
        assertThat(row(link).path("last_viewed_at").isTextual()).isTrue();
        assertThat(sales.read("shared_content_views?shared_content_id=eq." + id(link)))
                .hasSize(50);
        assertThat(view(link).ok().path("view_count").asInt()).isEqualTo(51);
    }

    @Test
    void linksAreListedNewestFirstPageByPage() {
        JsonNode first = share(ofContact());
        JsonNode second = share(ofContact());
        share(Json.object().put("entity_type", "pipeline_report"));

        JsonNode page = sales.function("GET", "shared-content?limit=1&entity_id=" + id(contact), null)
                .ok();
        JsonNode rest = sales.function(
                        "GET",
                        "shared-content?limit=1&entity_id=" + id(contact) + "&before="
                                + page.path("next").asText(),
                        null)
                .ok();

        assertThat(page.at("/shared_content/0/id")).isEqualTo(second.path("id"));
        assertThat(rest.at("/shared_content/0/id")).isEqualTo(first.path("id"));
        assertThat(sales.function("GET", "shared-content", null).ok().path("shared_content"))
                .hasSize(3);
    }

    @Test
    void onlyOwnRowsAndLinksAreReached() {
        Sales stranger = Sales.open(cloud);
        JsonNode link = share(ofContact());

        refused(stranger.function("POST", "shared-content", ofContact()), 404, "Contact not found");
        refused(
                stranger.function(
                        "PATCH", "shared-content?id=" + id(link), Json.object().put("is_active", false)),
                404,
                "Shared content not found");
        refused(stranger.function("DELETE", "shared-content?id=" + id(link), null), 404, "Shared content not found");
        assertThat(stranger.function("GET", "shared-content?entity_id=" + id(contact), null)
                        .ok()
                        .path("shared_content"))
                .isEmpty();
        assertThat(view(link).status()).isEqualTo(200);
    }

    @Test
    void rightsAreNeededToShare() {
        Sales agent = sales.join("AGENT");
        Sales outsider = sales.join("AGENT", Json.object().put("can_access_crm", false));

        assertThat(agent.function("POST", "shared-content", ofContact()).status())
                .isEqualTo(201);
        assertThat(outsider.function("POST", "shared-content", ofContact()).status())
                .isEqualTo(403);
        assertThat(outsider.function("GET", "shared-content", null).status()).isEqualTo(403);
        assertThat(agent.function("POST", "shared-content", Json.object().put("entity_type", "pipeline_report"))
                        .status())
                .isEqualTo(403);
        assertThat(sales.outside("POST", "shared-content", ofContact()).status())
                .isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/sharing/refusals.csv", numLinesToSkip = 1, delimiter = ';', quoteCharacter = '\0')
    void badRequestIsRefusedByTheNameOfItsField(String body, int status, String message) {
        ObjectNode sent = Json.readObject(body.replace("$contact", id(contact)).replace("$unknown", Ids.next()));

        refused(sales.function("POST", "shared-content", sent), status, message);
    }

    @Test
    void viewNeedsAToken() {
        refused(sales.outside("GET", "shared-content-view", null), 400, "token is required");
        refused(sales.outside("POST", "shared-content-view", Json.object()), 400, "token is required");
        assertThat(sales.outside("DELETE", "shared-content-view", null).status())
                .isEqualTo(405);
    }
}
