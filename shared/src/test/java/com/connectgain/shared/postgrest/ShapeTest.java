package com.connectgain.shared.postgrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.write.RowWriter;
import com.connectgain.shared.postgrest.write.WriteContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that hold an object, or an array, hold nothing else. */
class ShapeTest {

    private static final Table TABLE = Table.bare("pipelines")
            .columns(Column.jsonObject("settings"), Column.jsonArray("stages"), Column.json("anything"))
            .build();

    private static ObjectNode written(String column, String json) {
        WriteContext context = new WriteContext(Fixture.NOW, () -> "x", name -> 1, null, null, Dialect.STRICT);
        ObjectNode sent = Json.object().set(column, Json.read(json));
        return new RowWriter(TABLE, context).insert(sent, Set.of(column), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "settings | {\"a\":1}           | {\"a\":1}",
                "settings | \"{\\\"a\\\":1}\"   | {\"a\":1}",
                "settings | null                | null",
                "stages   | [1]                 | [1]",
                "stages   | \"[1]\"             | [1]",
                "anything | \"None\"            | \"None\""
            })
    void documentOfItsShapeIsTaken(String column, String sent, String stored) {
        assertThat(written(column, sent).get(column)).isEqualTo(Json.read(stored));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "settings | \"None\"  | settings must be an object",
                "settings | [1]       | settings must be an object",
                "settings | \"[1]\"   | settings must be an object",
                "settings | 7         | settings must be an object",
                "stages   | {\"a\":1} | stages must be an array",
                "stages   | true      | stages must be an array"
            })
    void otherDocumentIsRefusedByTheNameOfItsColumn(String column, String sent, String message) {
        Problem problem = catchThrowableOfType(Problem.class, () -> written(column, sent));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.getMessage()).isEqualTo(message);
    }
}
