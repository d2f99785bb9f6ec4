package com.connectgain.shared.catalog.file;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.catalog.file.CatalogFile.Mistake;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** One column of a catalog file. */
record ColumnDeclaration(Column column, boolean primaryKey, boolean unique) {

    private static final Set<Kind> MOMENTS = Set.of(Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.TIME, Kind.DATE);
    private static final Set<Kind> WHOLE_NUMBERS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    static ColumnDeclaration read(JsonNode declaration, String table) {
        Fields fields = new Fields(
                declaration,
                "A column of " + table,
                "name",
                "type",
                "notNull",
                "primaryKey",
                "unique",
                "default",
                "start",
                "values");
        String name = fields.text("name");
        String where = "Column \"" + name + "\" of " + table;
        fields = fields.at(where);
        Type type = TypeName.read(fields.text("type"), where);
        Column column = Column.of(name, type);
        if (type.kind() == Kind.VARCHAR && type.precision() != null) {
            column = type.array() ? column.eachMax(type.precision()) : column.max(type.precision());
        }
        if (fields.flag("notNull") || fields.flag("primaryKey")) {
            column.required();
        }
        List<String> values = fields.texts("values");
        if (!values.isEmpty()) {
            if (type.kind() != Kind.TEXT) {
                throw new Mistake(where + " has values, which only text can have");
            }
            column.oneOf(values.toArray(String[]::new));
        }
        JsonNode otherwise = fields.value("default");
        if (!otherwise.isMissingNode() && !otherwise.isNull()) {
            column.defaultTo(defaultValue(type, otherwise, fields.number("start", 1)));
        }
        return new ColumnDeclaration(column, fields.flag("primaryKey"), fields.flag("unique"));
    }

    /** The few expressions that defaults are written with, where the type can take them; all else is a literal. */
    private static Default defaultValue(Type type, JsonNode value, long start) {
        String word = type.array() ? "" : value.asText("");
        if (word.equals("now()") && MOMENTS.contains(type.kind())) {
            return new Default.Now();
        }
        if (word.equals("current_date") && type.kind() == Kind.DATE) {
            return new Default.Today();
        }
        if (word.equals("gen_random_uuid()") && type.kind() == Kind.UUID) {
            return new Default.NewId();
        }
        if (word.equals("serial") && WHOLE_NUMBERS.contains(type.kind())) {
            return new Default.Serial(start);
        }
        return new Default.Literal(value);
    }
}
