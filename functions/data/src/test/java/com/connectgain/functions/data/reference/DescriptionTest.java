package com.connectgain.functions.data.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionTest {

    static List<Operation> operations() {
        return Documents.DESCRIPTION.operations();
    }

    static Stream<Table> insertableTables() {
        return Documents.SERVED.tables().stream()
                .filter(table -> Served.allows(table.access().insert()));
    }

    static Stream<String> sampledTables() {
        return Documents.DESCRIPTION.samples().propertyStream().map(java.util.Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void documentedRequestFitsItsSchema(Operation operation) {
        assertThat(operation.hasBody()).isEqualTo(!operation.example().isMissingNode());
        if (operation.hasBody()) {
            assertThat(SchemaCheck.errors("request", Shape.schema(operation.request()), operation.example()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void documentedAnswerFitsItsSchema(Operation operation) {
        assertThat(operation.response().isMissingNode())
                .isEqualTo(operation.answer().isMissingNode());
        if (!operation.response().isMissingNode()) {
            assertThat(SchemaCheck.errors("answer", Shape.schema(operation.response()), operation.answer()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void documentedParametersFitTheirSchema(Operation operation) {
        JsonNode sample = operation.sample().isMissingNode() ? Json.object() : operation.sample();
        JsonNode declared = operation.parameters().isMissingNode() ? Json.object() : operation.parameters();
        assertThat(SchemaCheck.errors("parameters", Shape.schema(declared), sample))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationSaysWhoMayCallAndStandsInAListedFolder(Operation operation) {
        assertThat(operation.credentials()).isNotEmpty();
        assertThat(Documents.DESCRIPTION.folders()).contains(operation.folder());
        assertThat(operation.summary()).isNotBlank().doesNotEndWith(".");
        assertThat(operation.errors().keySet()).allMatch(status -> status >= 400 && status < 600);
    }

    @Test
    void noOperationIsDescribedTwice() {
        assertThat(operations())
                .extracting(operation -> operation.method() + operation.path() + operation.fixedQuery())
                .doesNotHaveDuplicates();
        assertThat(operations())
                .extracting(operation -> Page.anchor(operation.folder() + " " + operation.name()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("sampledTables")
    void sampleIsOfATableThatCallersReach(String table) {
        assertThat(Documents.SERVED.find(table)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("insertableTables")
    void sampleRowMayBeInserted(Table table) {
        JsonNode row = new SampleRows(Documents.DESCRIPTION, Documents.SERVED).insert(table);
        JsonNode schema = Documents.OPEN_API.path("components").path("schemas").path(table.name() + "_insert");
        assertThat(SchemaCheck.errors(table.name(), schema, row)).isEmpty();
    }

    @Test
    void notationKnowsNullsListsAndChoices() {
        JsonNode schema =
                Shape.schema(Json.read("{\"a*\": \"uuid? An id.\", \"b\": [{\"c\": \"=X|Y\"}], \"d\": \"string[]\"}"));
        assertThat(schema).isEqualTo(Json.read("""
            {"type": "object", "required": ["a"], "properties": {
              "a": {"type": ["string", "null"], "format": "uuid", "description": "An id."},
              "b": {"type": "array", "items": {"type": "object",
                "properties": {"c": {"type": "string", "enum": ["X", "Y"]}}}},
              "d": {"type": "array", "items": {"type": "string"}}}}\
            """));
    }

    @Test
    void unknownTypeIsRefused() {
        assertThatThrownBy(() -> Shape.schema(Json.nodes().textNode("strin"))).hasMessage("Unknown type strin");
    }
}
