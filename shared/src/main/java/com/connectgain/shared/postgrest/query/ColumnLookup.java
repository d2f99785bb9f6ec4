package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.FieldRef;
import com.connectgain.shared.postgrest.request.FieldRef.Step;
import com.connectgain.shared.sql.SqlError;

/**
 * Finds the columns of one level. A hidden column does not exist.
 *
 * @param name what PostgreSQL would call the table here: its name, or an alias within an embed
 */
record ColumnLookup(Table table, String name) {

    private static final int FARTHEST = 3;

    Operand operand(FieldRef field) {
        Column column = column(field.column());
        return new Operand(column, field.path(), type(column.type(), field));
    }

    Column column(String columnName) {
        return table.column(columnName).filter(column -> !column.isHidden()).orElseThrow(() -> unknown(columnName));
    }

    boolean has(String columnName) {
        return table.column(columnName).filter(column -> !column.isHidden()).isPresent();
    }

    private Problem unknown(String columnName) {
        String closest = null;
        int best = Math.min(FARTHEST, (columnName.length() - 1) / 2);
        for (Column column : table.columns()) {
            int distance = Similarity.distance(columnName, column.name());
            if (!column.isHidden() && (distance < best || distance == best && closest == null)) {
                closest = column.name();
                best = distance;
            }
        }
        Problem problem = PgrstError.unknownColumn(name, columnName);
        return closest == null
                ? problem
                : problem.withHint("Perhaps you meant to reference the column \"" + name + "." + closest + "\".");
    }

    /** The type after the path: other columns than documents are read as documents, as {@code to_jsonb} does. */
    private static Type type(Type column, FieldRef field) {
        Type type = column;
        for (Step step : field.path()) {
            if (type.isText() && type != column) {
                throw SqlError.noOperator(type, step.text() ? "->>" : "->", step.key() == null ? "integer" : "unknown");
            }
            Kind document = type.isJson() ? type.kind() : Kind.JSONB;
            type = Type.of(step.text() ? Kind.TEXT : document);
        }
        return type;
    }
}
