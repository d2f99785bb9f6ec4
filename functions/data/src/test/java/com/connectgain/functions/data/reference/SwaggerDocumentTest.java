package com.connectgain.functions.data.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes are those PostgREST's own specification asks of its root document. */
class SwaggerDocumentTest {

    private static final Table PARENT = Table.bare("entities")
            .columns(Column.integer("id").required())
            .primaryKey("id")
            .build();
    private static final Table HIDDEN = Table.bare("vault")
            .columns(Column.uuid("id").required())
            .access(Access.internal())
            .build();
    private static final Table CHILD = Table.bare("child_entities")
            .doc("child_entities comment")
            .columns(
                    Column.integer("id").required().doc("child_entities id comment"),
                    Column.text("name").max(63).defaultTo("none"),
                    Column.integer("parent_id").references("entities"),
                    Column.uuid("vault_id").references("vault"),
                    Column.text("state").oneOf("OPEN", "CLOSED").defaultTo("OPEN"),
                    Column.timestamp("made_at").required().defaultNow(),
                    Column.jsonObject("extra").required().defaultTo("{}"),
                    Column.texts("tags").required().defaultTo("[]"),
                    Column.integer("rank").defaultTo(42),
                    Column.bool("open").defaultTo(false),
                    Column.text("hash").hidden())
            .primaryKey("id")
            .build();

    private final Served served = new Served(Map.of("Test", List.of(PARENT, HIDDEN, CHILD)));

    @Test
    void definitionHasTypesFormatsDefaultsAndKeyNotes() {
        assertThat(Json.read(Json.write(Swagger.definition(served, CHILD)))).isEqualTo(Json.read("""
            {"description": "child_entities comment", "type": "object",
             "required": ["id", "made_at", "extra", "tags"],
             "properties": {
              "id": {"description": "child_entities id comment\\n\\nNote:\\nThis is a Primary Key.<pk/>",
                "format": "int32", "type": "integer"},
              "name": {"default": "none", "format": "text", "type": "string", "maxLength": 63},
              "parent_id": {"format": "int32", "type": "integer", "description":
                "Note:\\nThis is a Foreign Key to `entities.id`.<fk table='entities' column='id'/>"},
              "vault_id": {"format": "uuid", "type": "string"},
              "state": {"default": "OPEN", "format": "text", "type": "string", "enum": ["OPEN", "CLOSED"]},
              "made_at": {"default": "now()", "format": "timestamp with time zone", "type": "string"},
              "extra": {"format": "jsonb"},
              "tags": {"format": "text[]", "type": "array", "items": {"type": "string"}},
              "rank": {"default": 42, "format": "int32", "type": "integer"},
              "open": {"default": false, "format": "boolean", "type": "boolean"}}}\
            """));
    }

    @ParameterizedTest
    @CsvSource({
        "UUID, string, uuid",
        "TEXT, string, text",
        "VARCHAR, string, character varying",
        "SMALLINT, integer, int32",
        "INTEGER, integer, int32",
        "BIGINT, integer, int64",
        "NUMERIC, number, numeric",
        "DOUBLE, number, double precision",
        "BOOLEAN, boolean, boolean",
        "DATE, string, date",
        "TIME, string, time without time zone",
        "TIMESTAMPTZ, string, timestamp with time zone",
        "JSONB, , jsonb"
    })
    void typeIsPrintedAsPostgrestPrintsIt(Type.Kind kind, String type, String format) {
        assertThat(Swagger.type(Type.of(kind))).isEqualTo(type);
        assertThat(Swagger.format(Type.of(kind))).isEqualTo(format);
    }

    @Test
    void readingNamesEveryColumnAsRowFilterThenTheSharedParameters() {
        ObjectNode document = new SwaggerDocument(Documents.DESCRIPTION, served).write("https://api.example.test");
        assertThat(references(document.at("/paths/~1entities/get")))
                .containsExactly(
                        "rowFilter.entities.id",
                        "select",
                        "order",
                        "range",
                        "rangeUnit",
                        "offset",
                        "limit",
                        "preferCount");
        assertThat(document.at("/paths/~1entities/get/responses/200/schema"))
                .isEqualTo(Json.read("{\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/entities\"}}"));
        assertThat(references(document.at("/paths/~1entities/post")))
                .containsExactly("body.entities", "select", "preferPost");
        assertThat(references(document.at("/paths/~1entities/patch")))
                .containsExactly("rowFilter.entities.id", "body.entities", "preferReturn");
        assertThat(references(document.at("/paths/~1entities/delete")))
                .containsExactly("rowFilter.entities.id", "preferReturn");
        assertThat(document.at("/parameters/rowFilter.entities.id"))
                .isEqualTo(
                        Json.read("{\"name\": \"id\", \"in\": \"query\", \"required\": false, \"type\": \"string\"}"));
    }

    @Test
    void internalTablesAndHiddenColumnsAreNotThere() {
        ObjectNode document = new SwaggerDocument(Documents.DESCRIPTION, served).write("");
        assertThat(document.toString()).doesNotContain("/vault").doesNotContain("rowFilter.child_entities.hash");
        assertThat(Documents.SWAGGER.path("definitions").propertyStream().map(Map.Entry::getKey))
                .contains("contacts", "deals", "messages")
                .doesNotContain("auth_users", "auth_sessions");
    }

    @Test
    void tableThatNobodyWritesIsReadOnly() {
        Table table = Table.bare("log")
                .columns(Column.uuid("id"))
                .access(Access.readOnly())
                .build();
        ObjectNode document =
                new SwaggerDocument(Documents.DESCRIPTION, new Served(Map.of("Test", List.of(table)))).write("");
        assertThat(document.at("/paths/~1log").propertyStream().map(Map.Entry::getKey))
                .containsExactly("get");
    }

    @Test
    void rpcTakesItsArgumentsInTheQueryOfGetAndTheBodyOfPost() {
        JsonNode path = Documents.SWAGGER.at("/paths/~1rpc~1get_user_login_data");
        assertThat(path.at("/get/parameters")).isEqualTo(Json.read("""
            [{"type": "string", "format": "uuid", "in": "query", "name": "_user_id", "required": true}]\
            """));
        assertThat(path.at("/post/parameters/0/schema/required")).isEqualTo(Json.read("[\"_user_id\"]"));
        assertThat(path.at("/post/tags/0").asText()).isEqualTo("(rpc) get_user_login_data");
    }

    @Test
    void everyReferenceResolves() {
        Documents.eachField(Documents.SWAGGER, (name, value) -> {
            if (name.equals("$ref")) {
                assertThat(Documents.SWAGGER.at(value.asText().substring(1)).isObject())
                        .as(value.asText())
                        .isTrue();
            }
        });
    }

    @Test
    void hostAndSchemeComeFromThePublicAddress() {
        assertThat(Documents.SWAGGER.path("host").asText()).isEqualTo("api.example.test:443");
        assertThat(Documents.SWAGGER.path("basePath").asText()).isEqualTo("/rest/v1");
        ApiReference local = new ApiReference(new Settings(Map.of("PUBLIC_URL", "http://localhost:8080/")));
        JsonNode document = Json.read(new String(local.swagger().body(), StandardCharsets.UTF_8));
        assertThat(document.path("host").asText()).isEqualTo("localhost:8080");
        assertThat(document.path("schemes")).isEqualTo(Json.read("[\"http\"]"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/openapi+json, application/openapi+json; charset=utf-8",
        "*/*, application/openapi+json; charset=utf-8",
        "application/json, application/json; charset=utf-8",
        "'text/csv, application/json;q=0.9', application/json; charset=utf-8"
    })
    void mediaTypeIsTheOneAskedFor(String accept, String expected) {
        assertThat(Documents.REFERENCE.swagger(accepting(accept)).headers()).containsEntry("Content-Type", expected);
    }

    @Test
    void otherMediaTypeIsNotAvailable() {
        assertThatThrownBy(() -> Documents.REFERENCE.swagger(accepting("text/csv")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(406);
                    assertThat(problem.code()).isEqualTo("PGRST107");
                });
    }

    private static Request accepting(String accept) {
        return new Request(
                "test", "GET", "/rest/v1/", Map.of(), "", Map.of("accept", accept), new byte[0], "127.0.0.1");
    }

    private static List<String> references(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("$ref").asText().replace("#/parameters/", "")));
        return names;
    }
}
