package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The REST calls on tables, for OpenAPI 3.1: only those verbs that somebody may use. */
final class TablePaths {

    private static final List<String> READING = List.of("select", "order", "limit", "offset", "range", "preferCount");

    private final Served served;

    TablePaths(Served served) {
        this.served = served;
    }

    void addTo(ObjectNode paths, String domain, Table table) {
        Access access = table.access();
        String name = table.name();
        List<String> filters = served.columns(table).stream()
                .map(column -> "rowFilter." + name + "." + column.name())
                .toList();
        ObjectNode all = paths.putObject("/rest/v1/" + name);
        all.set("get", read(table, domain, "list_" + name, "Read " + name, joined(filters, READING)));
        if (Served.allows(access.insert())) {
            all.set("post", insert(table, domain));
        }
        List<String> changing = joined(filters, List.of("select", "preferReturn"));
        if (Served.allows(access.update())) {
            all.set("patch", update(table, domain, "update_" + name, changing));
        }
        if (Served.allows(access.delete())) {
            all.set("delete", delete(table, domain, "delete_" + name, changing));
        }
        if (table.primaryKey().equals(List.of("id"))) {
            addById(paths, domain, table);
        }
    }

    /** {@code /contacts/{id}} is {@code /contacts?id=eq.{id}}, and answers as that does. */
    private void addById(ObjectNode paths, String domain, Table table) {
        String name = table.name();
        ObjectNode one = paths.putObject("/rest/v1/" + name + "/{id}");
        one.set("get", read(table, domain, "get_" + name + "_by_id", "Read one of " + name, List.of("id", "select")));
        List<String> changing = List.of("id", "select", "preferReturn");
        if (Served.allows(table.access().update())) {
            one.set("patch", update(table, domain, "update_" + name + "_by_id", changing));
        }
        if (Served.allows(table.access().delete())) {
            one.set("delete", delete(table, domain, "delete_" + name + "_by_id", changing));
        }
    }

    void addFilters(ObjectNode parameters, Table table) {
        for (Column column : served.columns(table)) {
            ObjectNode filter = parameters
                    .putObject("rowFilter." + table.name() + "." + column.name())
                    .put("name", column.name())
                    .put("in", "query")
                    .put("description", "operator.value on " + column.type());
            filter.putObject("schema").put("type", "string");
        }
    }

    private static ObjectNode read(Table table, String domain, String id, String summary, List<String> parameters) {
        ObjectNode get = operation(domain, id, summary, parameters);
        get.put("description", (table.doc() + "\n\n" + Rules.describe(table.access())).strip());
        ObjectNode responses = get.putObject("responses");
        rows(responses.putObject("200").put("description", "The rows."), table);
        rows(responses.putObject("206").put("description", "A part of them, where a count was asked for."), table);
        return failing(get);
    }

    private static ObjectNode insert(Table table, String domain) {
        ObjectNode post = operation(
                domain,
                "insert_" + table.name(),
                "Insert into " + table.name(),
                List.of("select", "columns", "on_conflict", "preferPost"));
        ArrayNode choice = content(post, "application/json").putArray("oneOf");
        String one = "#/components/schemas/" + table.name() + "_insert";
        choice.addObject().put("$ref", one);
        choice.addObject().put("type", "array").putObject("items").put("$ref", one);
        ObjectNode responses = post.putObject("responses");
        rows(responses.putObject("200").put("description", "An upsert that inserted nothing."), table);
        rows(responses.putObject("201").put("description", "Inserted; rows on return=representation."), table);
        return failing(post);
    }

    private static ObjectNode update(Table table, String domain, String id, List<String> parameters) {
        ObjectNode patch = operation(domain, id, "Update " + table.name(), parameters);
        content(patch, "application/json").put("$ref", "#/components/schemas/" + table.name() + "_update");
        return failing(changed(patch, table));
    }

    private static ObjectNode delete(Table table, String domain, String id, List<String> parameters) {
        return failing(changed(operation(domain, id, "Delete from " + table.name(), parameters), table));
    }

    private static ObjectNode changed(ObjectNode operation, Table table) {
        ObjectNode responses = operation.putObject("responses");
        rows(responses.putObject("200").put("description", "The rows, on return=representation."), table);
        responses.putObject("204").put("description", "Done; also where no row matched.");
        return operation;
    }

    private static ObjectNode operation(String domain, String id, String summary, List<String> parameters) {
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(domain);
        operation.put("operationId", id).put("summary", summary);
        ArrayNode references = operation.putArray("parameters");
        parameters.forEach(name -> references.addObject().put("$ref", "#/components/parameters/" + name));
        return operation;
    }

    /** The schema node of the request body. */
    private static ObjectNode content(ObjectNode operation, String media) {
        return operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(media)
                .putObject("schema");
    }

    private static void rows(ObjectNode response, Table table) {
        response.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "array")
                .putObject("items")
                .put("$ref", "#/components/schemas/" + table.name());
    }

    private static ObjectNode failing(ObjectNode operation) {
        ((ObjectNode) operation.get("responses")).putObject("default").put("$ref", "#/components/responses/DataError");
        return operation;
    }

    private static List<String> joined(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    /** The parameters that all tables share. */
    static void addShared(ObjectNode parameters) {
        parameter(parameters, "select", "select", "query", "Columns and embedded tables: `id,name,contacts(*)`.");
        parameter(parameters, "columns", "columns", "query", "The columns of a bulk insert.");
        parameter(parameters, "on_conflict", "on_conflict", "query", "The unique columns that an upsert goes by.");
        parameter(parameters, "order", "order", "query", "`created_at.desc.nullslast,id`");
        parameter(parameters, "limit", "limit", "query", "At most so many rows.");
        parameter(parameters, "offset", "offset", "query", "Skip so many rows.");
        parameter(parameters, "range", "Range", "header", "`0-24`, the same as limit and offset.");
        choice(parameters, "preferCount", "count=exact", "count=planned", "count=estimated");
        choice(parameters, "preferReturn", "return=minimal", "return=headers-only", "return=representation");
        parameter(
                parameters,
                "preferPost",
                "Prefer",
                "header",
                "`return=representation`, `resolution=merge-duplicates`, `missing=default`, joined by commas.");
        ObjectNode id =
                parameters.putObject("id").put("name", "id").put("in", "path").put("required", true);
        id.putObject("schema").put("type", "string").put("format", "uuid");
    }

    private static void choice(ObjectNode parameters, String key, String... values) {
        ArrayNode choice = parameter(parameters, key, "Prefer", "header", "").putArray("enum");
        Arrays.stream(values).forEach(choice::add);
    }

    private static ObjectNode parameter(ObjectNode parameters, String key, String name, String in, String description) {
        ObjectNode parameter = parameters.putObject(key).put("name", name).put("in", in);
        if (!description.isEmpty()) {
            parameter.put("description", description);
        }
        return parameter.putObject("schema").put("type", "string");
    }
}
