package com.connectgain.functions.data.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostmanCollectionTest {

    private static final JsonNode COLLECTION = Documents.POSTMAN;
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

    @Test
    void collectionIsOfFormatTwoPointOne() {
        assertThat(COLLECTION.at("/info/schema").asText())
                .isEqualTo("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        assertThat(COLLECTION.at("/info/name").asText()).isNotBlank();
    }

    @Test
    void documentedFoldersComeFirstAndInOrder() {
        List<String> names = COLLECTION
                .path("item")
                .valueStream()
                .map(item -> item.path("name").asText())
                .toList();
        assertThat(names)
                .startsWith(Documents.DESCRIPTION.folders().toArray(String[]::new))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyItemIsAFolderOrARequest() {
        List<JsonNode> requests = requests();
        assertThat(requests).hasSizeGreaterThan(500).allSatisfy(item -> {
            assertThat(item.path("name").asText()).isNotBlank();
            JsonNode request = item.path("request");
            assertThat(request.path("method").asText()).isIn("GET", "POST", "PUT", "PATCH", "DELETE");
            assertThat(request.at("/url/raw").asText()).startsWith("{{base_url}}/");
            assertThat(request.at("/url/host/0").asText()).isEqualTo("{{base_url}}");
            assertThat(request.at("/url/path").isArray()).isTrue();
            request.path("header")
                    .forEach(header -> assertThat(header.path("value").asText()).isNotBlank());
        });
    }

    @Test
    void rawBodiesAreJson() {
        assertThat(requests())
                .filteredOn(item -> item.at("/request/body/mode").asText().equals("raw"))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(
                                Json.read(item.at("/request/body/raw").asText()).isContainerNode())
                        .isTrue());
    }

    @Test
    void everyVariableInAddressesAndHeadersIsDeclared() {
        Set<String> declared = COLLECTION
                .path("variable")
                .valueStream()
                .map(variable -> variable.path("key").asText())
                .collect(Collectors.toSet());
        assertThat(declared)
                .contains("url", "base_url", "anon_key", "api_key", "jwt", "user_jwt_token", "organization_id");
        for (JsonNode item : requests()) {
            String used = item.at("/request/url").toString() + item.at("/request/header");
            assertThat(VARIABLE.matcher(used).results().map(found -> found.group(1)))
                    .allMatch(declared::contains);
        }
    }

    @Test
    void loginKeepsItsTokens() {
        JsonNode login = requests().stream()
                .filter(item -> item.path("name").asText().equals("Login"))
                .findFirst()
                .orElseThrow();
        assertThat(login.at("/event/0/listen").asText()).isEqualTo("test");
        assertThat(login.at("/event/0/script/exec").toString())
                .contains("'user_jwt_token', answer.access_token")
                .contains("'refresh_token', answer.refresh_token");
        assertThat(login.at("/request/url/raw").asText()).isEqualTo("{{base_url}}/auth/v1/token?grant_type=password");
    }

    @Test
    void idsInExamplesBecomeVariables() {
        JsonNode changed = PostmanCollection.withVariables(Json.read(
                "{\"organizationId\": \"x\", \"_user_id\": \"y\", \"name\": \"z\", \"list\": [{\"deal_id\": \"q\"}]}"));
        assertThat(changed).isEqualTo(Json.read("""
            {"organizationId": "{{organization_id}}", "_user_id": "{{user_id}}", "name": "z",
             "list": [{"deal_id": "{{deal_id}}"}]}\
            """));
    }

    private static List<JsonNode> requests() {
        List<JsonNode> requests = new ArrayList<>();
        collect(requests, COLLECTION);
        return requests;
    }

    private static void collect(List<JsonNode> requests, JsonNode folder) {
        for (JsonNode item : folder.path("item")) {
            if (item.has("item")) {
                collect(requests, item);
            } else {
                requests.add(item);
            }
        }
    }
}
