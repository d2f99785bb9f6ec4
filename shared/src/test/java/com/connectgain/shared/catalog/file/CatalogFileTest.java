package com.connectgain.shared.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogFileTest {

    private static Catalog catalog(String tables) {
        return CatalogFile.read("{\"tables\": [" + tables + "]}").catalog();
    }

    private static Column column(String declaration) {
        return catalog("{\"name\": \"t\", \"columns\": [{\"name\": \"c\", " + declaration + "}]}")
                .table("t")
                .column("c")
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyTypeIsReadByTheNamePostgresPrints(Kind kind) {
        String name = Type.of(kind).sqlName();

        assertThat(column("\"type\": \"" + name + "\"").type()).isEqualTo(Type.of(kind));
        assertThat(column("\"type\": \"" + name + "[]\"").type()).isEqualTo(Type.arrayOf(kind));
    }

    @Test
    void lengthsAndScalesAreKept() {
        assertThat(column("\"type\": \"numeric(10,2)\"").type()).isEqualTo(new Type(Kind.NUMERIC, false, 10, 2));
        assertThat(column("\"type\": \"varchar(20)\"").maxLength()).contains(20);
        assertThat(column("\"type\": \"char(3)[]\"").maxElementLength()).contains(3);
    }

    @Test
    void wordsAreDefaultsOnlyWhereTheTypeTakesThem() {
        assertThat(column("\"type\": \"date\", \"default\": \"now()\"").defaultValue())
                .contains(new Column.Default.Now());
        assertThat(column("\"type\": \"bigint\", \"default\": \"serial\", \"start\": 5")
                        .defaultValue())
                .contains(new Column.Default.Serial(5));
        assertThat(column("\"type\": \"text\", \"default\": \"serial\"").defaultValue())
                .get()
                .isInstanceOf(Column.Default.Literal.class);
    }

    @Test
    void keysAreReadWithTheirNames() {
        Catalog catalog = catalog("""
            {"name": "a", "columns": [{"name": "x", "type": "int"}, {"name": "y", "type": "int"}],
             "primaryKey": ["x", "y"]},
            {"name": "b", "columns": [{"name": "p", "type": "int"}, {"name": "q", "type": "int", "unique": true}],
             "uniques": [{"name": "pair", "columns": ["p", "q"]}],
             "foreignKeys": [{"columns": ["p", "q"], "table": "a", "targetColumns": ["x", "y"],
                              "onDelete": "cascade"}]}
            """);
        Table child = catalog.table("b");

        assertThat(catalog.table("a").primaryKey()).containsExactly("x", "y");
        assertThat(child.uniques()).extracting(Table.Unique::name).containsExactly("b_q_key", "pair");
        assertThat(catalog.foreignKeysOf(child))
                .singleElement()
                .satisfies(key -> assertThat(key.constraint()).isEqualTo("b_p_q_fkey"));
        assertThat(child.isForeign()).isTrue();
        assertThat(child.access().isInternal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {                                                  | no JSON
        []                                                 | cannot be read
        {}                                                 | needs a list "tables"
        {"tabels": []}                                     | unknown member "tabels"
        {"tables": [{"columns": []}]}                      | needs a text "name"
        {"tables": [{"name": "t"}]}                        | needs a list "columns"
        {"tables": [{"name": "t", "columns": [{"name": "c", "type": "money"}]}]} | unknown type "money"
        {"tables": [{"name": "t", "columns": [], "primaryKey": ["c"]}]} | "c", which the table does not have
        {"tables": [{"name": "t", "columns": [], "scope": "organization"}]} | a scope other than "none"
        {"tables": [{"name": "t", "columns": []}, {"name": "t", "columns": []}]} | declared twice
        {"tables": [{"name": "t", "columns": [{"name": "c", "type": "int"}], "foreignKeys": [{"columns": ["c"], "table": "u"}]}]} | table "u", which is not declared
        /no/such/file.json                                 | cannot be read
        """)
    void mistakeIsToldInASentence(String source, String part) {
        assertThatThrownBy(() -> CatalogFile.read(source))
                .isInstanceOf(CatalogFile.Mistake.class)
                .hasMessageContaining(part);
    }
}
