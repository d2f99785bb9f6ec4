package com.connectgain.functions.data.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final JsonNode DOCUMENT = Documents.OPEN_API;

    @Test
    void everyReferenceResolves() {
        Documents.eachField(DOCUMENT, (name, value) -> {
            if (name.equals("$ref")) {
                assertThat(DOCUMENT.at(value.asText().substring(1)).isObject())
                        .as(value.asText())
                        .isTrue();
            }
        });
    }

    @Test
    void everyOperationHasItsOwnIdASummaryATagAndAnswers() {
        List<String> ids = new ArrayList<>();
        Set<String> tags = DOCUMENT.path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asText())
                .collect(Collectors.toSet());
        eachOperation((path, method, operation) -> {
            ids.add(operation.path("operationId").asText());
            assertThat(operation.path("summary").asText()).as(path).isNotBlank();
            assertThat(tags).contains(operation.at("/tags/0").asText());
            assertThat(operation.path("responses").isEmpty()).as(path).isFalse();
        });
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-z0-9_]*"));
    }

    @Test
    void everyPathParameterIsDeclaredAndNoneTwice() {
        eachOperation((path, method, operation) -> {
            List<String> declared = new ArrayList<>();
            List<String> all = new ArrayList<>();
            for (JsonNode parameter : operation.path("parameters")) {
                JsonNode resolved = parameter.has("$ref")
                        ? DOCUMENT.at(parameter.path("$ref").asText().substring(1))
                        : parameter;
                all.add(resolved.path("in").asText() + " "
                        + resolved.path("name").asText());
                if (resolved.path("in").asText().equals("path")) {
                    declared.add(resolved.path("name").asText());
                }
            }
            List<String> inPath = PATH_PARAMETER
                    .matcher(path)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(declared).as("%s %s", method, path).containsExactlyInAnyOrderElementsOf(inPath);
            assertThat(all).as("%s %s", method, path).doesNotHaveDuplicates();
        });
    }

    @Test
    void everySecurityRequirementNamesAScheme() {
        Set<String> schemes = names(DOCUMENT.at("/components/securitySchemes"));
        eachOperation((path, method, operation) -> operation
                .path("security")
                .forEach(requirement -> assertThat(schemes).containsAll(names(requirement))));
        assertThat(names(DOCUMENT.at("/security/0"))).containsExactlyInAnyOrder("projectKey", "userToken");
    }

    @Test
    void everyServedTableIsThereWithTheVerbsItsRulesAllow() {
        for (Table table : Documents.SERVED.tables()) {
            Set<String> expected = new TreeSet<>(Set.of("get"));
            if (Served.allows(table.access().insert())) {
                expected.add("post");
            }
            if (Served.allows(table.access().update())) {
                expected.add("patch");
            }
            if (Served.allows(table.access().delete())) {
                expected.add("delete");
            }
            assertThat(names(DOCUMENT.path("paths").path("/rest/v1/" + table.name())))
                    .as(table.name())
                    .isEqualTo(expected);
        }
    }

    @Test
    void insertDemandsWhatHasNoDefaultAndTakesNothingTheServerSets() {
        JsonNode insert = DOCUMENT.at("/components/schemas/contacts_insert");
        assertThat(insert.path("required").toString()).doesNotContain("organization_id");
        assertThat(names(insert.path("properties"))).contains("first_name").doesNotContain("full_name_search");
        assertThat(DOCUMENT.at("/components/schemas/companies_insert/required")).isEqualTo(Json.read("[\"name\"]"));
        assertThat(DOCUMENT.at("/components/schemas/companies_update").has("required"))
                .isFalse();
    }

    @Test
    void callsThatDifferInAFixedQueryAreOneOperation() {
        JsonNode login = DOCUMENT.path("paths").path("/auth/v1/token").path("post");
        assertThat(login.at("/parameters/0/schema/enum"))
                .isEqualTo(Json.read("[\"password\", \"refresh_token\", \"pkce\"]"));
        assertThat(login.at("/requestBody/content/application~1json/schema/anyOf"))
                .hasSize(3);
        assertThat(names(login.at("/requestBody/content/application~1json/examples")))
                .containsExactlyInAnyOrder("Login", "Refresh_Token", "Code_Exchange");
    }

    @Test
    void documentFitsOneAnswerOfAFunction() {
        assertThat(Documents.REFERENCE.openApi().body().length).isLessThan(4_500_000);
        assertThat(Documents.REFERENCE.swagger().body().length).isLessThan(4_500_000);
        assertThat(Documents.REFERENCE.postman().body().length).isLessThan(4_500_000);
        assertThat(Documents.REFERENCE.page().body().length).isLessThan(4_500_000);
    }

    @Test
    void validatorOfTheSpecificationAcceptsBothDocuments(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        if (python(log, "-c", "import openapi_spec_validator") != 0) {
            String reason =
                    "openapi-spec-validator is not installed: the OpenAPI document is checked for structure only";
            System.err.println("SKIPPED: " + reason);
            abort(reason);
        }
        Path openApi = Files.write(
                folder.resolve("openapi.json"), Documents.REFERENCE.openApi().body());
        Path swagger = Files.write(folder.resolve("swagger.json"), Json.bytes(withoutFunctionDefaults()));
        int exit = python(log, "-m", "openapi_spec_validator", openApi.toString(), swagger.toString());
        assertThat(exit).as(Files.readString(log)).isZero();
    }

    /** PostgREST prints a function call as a default, which the format of the column forbids. */
    private static ObjectNode withoutFunctionDefaults() {
        ObjectNode swagger = Documents.SWAGGER.deepCopy();
        swagger.path("definitions")
                .forEach(table -> table.path("properties").forEach(column -> {
                    if (column.path("default").asText().matches("[a-z_.]+\\(\\)|CURRENT_DATE")) {
                        ((ObjectNode) column).remove("default");
                    }
                }));
        return swagger;
    }

    private static int python(Path log, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException absent) {
            return -1;
        }
    }

    private interface OperationVisitor {
        void visit(String path, String method, JsonNode operation);
    }

    private static void eachOperation(OperationVisitor visitor) {
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> visitor.visit(path.getKey(), method.getKey(), method.getValue())));
    }

    private static Set<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
