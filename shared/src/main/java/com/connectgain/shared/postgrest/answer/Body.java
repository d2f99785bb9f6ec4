package com.connectgain.shared.postgrest.answer;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Projection;
import com.connectgain.shared.postgrest.query.ResultRow;
import com.connectgain.shared.postgrest.request.MediaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Result rows in the media type that was asked for. */
final class Body {

    private Body() {}

    static byte[] of(BoundQuery query, List<ResultRow> rows, Instant now) {
        MediaType type = query.request().accept();
        Projection projection =
                new Projection(query.root(), now, query.request().preferences().zone());
        if (type == MediaType.CSV) {
            return csv(projection, rows).getBytes(StandardCharsets.UTF_8);
        }
        if (type.isSingular() && rows.size() != 1) {
            throw PgrstError.notSingular(rows.size());
        }
        ArrayNode all = projection.project(rows);
        if (type.stripsNulls()) {
            all.forEach(Body::stripNulls);
        }
        return Json.bytes(type.isSingular() ? all.get(0) : all);
    }

    private static void stripNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> members =
                            object.properties().iterator();
                    members.hasNext(); ) {
                if (members.next().getValue().isNull()) {
                    members.remove();
                }
            }
        }
        node.forEach(Body::stripNulls);
    }

    /** A header and a line for each row, no newline at the end; without rows PostgREST knows no header either. */
    private static String csv(Projection projection, List<ResultRow> rows) {
        StringBuilder out = new StringBuilder();
        if (!rows.isEmpty()) {
            out.append(String.join(",", projection.keys()));
        }
        out.append('\n');
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : "\n");
            boolean first = true;
            for (String cell : projection.texts(rows.get(i))) {
                out.append(first ? "" : ",");
                first = false;
                if (cell != null) {
                    appendCell(out, cell);
                }
            }
        }
        return out.toString();
    }

    /** As PostgreSQL prints the fields of a record. */
    private static void appendCell(StringBuilder out, String cell) {
        if (!needsQuotes(cell)) {
            out.append(cell);
            return;
        }
        out.append('"');
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean needsQuotes(String cell) {
        if (cell.isEmpty()) {
            return true;
        }
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }
}
