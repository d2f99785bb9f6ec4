package com.connectgain.shared.postgrest;

import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** PostgREST's own errors, with its codes, statuses and texts. */
public final class PgrstError {

    private PgrstError() {}

    public static Problem unparsable(String message, String details) {
        return Problem.of(400, "PGRST100", message).withDetails(details);
    }

    public static Problem invalidBody(String message) {
        return Problem.of(400, "PGRST102", message);
    }

    public static Problem rangeNotSatisfiable(String details) {
        return Problem.of(416, "PGRST103", "Requested range not satisfiable").withDetails(details);
    }

    public static Problem offsetBeyond(long offset, long total) {
        return rangeNotSatisfiable("An offset of " + offset + " was requested, but there are only " + total + " rows.")
                .withHeader("Content-Range", "*/" + total);
    }

    public static Problem putNeedsPrimaryKey() {
        return Problem.of(405, "PGRST105", "Filters must include all and only primary key columns with 'eq' operators");
    }

    public static Problem unknownSchema(String schema) {
        return Problem.of(406, "PGRST106", "Invalid schema: " + schema)
                .withHint("Only the following schemas are exposed: public");
    }

    public static Problem unacceptable(String mediaTypes) {
        return Problem.of(406, "PGRST107", "None of these media types are available: " + mediaTypes);
    }

    public static Problem notEmbedded(String name) {
        return Problem.of(400, "PGRST108", "'" + name + "' is not an embedded resource in this request")
                .withHint("Verify that '" + name + "' is included in the 'select' query parameter.");
    }

    public static Problem putTakesNoRange() {
        return Problem.of(400, "PGRST114", "limit/offset querystring parameters are not allowed for PUT");
    }

    public static Problem putKeyDiffers() {
        return Problem.of(400, "PGRST115", "Payload values do not match URL in primary key column(s)");
    }

    public static Problem notSingular(long rows) {
        return Problem.of(406, "PGRST116", "Cannot coerce the result to a single JSON object")
                .withDetails("The result contains " + rows + " rows");
    }

    public static Problem unsupportedMethod(String method) {
        return Problem.of(405, "PGRST117", "Unsupported HTTP method: " + method);
    }

    public static Problem orderNotToOne(String origin, String target) {
        return Problem.of(400, "PGRST118", "A related order on '" + target + "' is not possible")
                .withDetails(
                        "'" + origin + "' and '" + target + "' do not form a many-to-one or one-to-one relationship");
    }

    public static Problem badEmbedFilter(String target) {
        return Problem.of(400, "PGRST120", "Bad operator on the '" + target + "' embedded resource")
                .withDetails("Only is null or not is null filters are allowed on embedded resources");
    }

    public static Problem invalidPreferences(String preferences) {
        return Problem.of(400, "PGRST122", "Invalid preferences given with handling=strict")
                .withDetails("Invalid preferences: " + preferences);
    }

    public static Problem aggregatesDisabled() {
        return Problem.of(400, "PGRST123", "Use of aggregate functions is not allowed");
    }

    public static Problem tooManyAffected(long rows) {
        return Problem.of(400, "PGRST124", "Query result exceeds max-affected preference constraint")
                .withDetails("The query affects " + rows + " rows");
    }

    public static Problem noRelationship(String parent, String child, String hint, String suggestion) {
        String using = hint == null ? "" : "' using the hint '" + hint;
        return Problem.of(
                        400,
                        "PGRST200",
                        "Could not find a relationship between '" + parent + "' and '" + child
                                + "' in the schema cache")
                .withDetails("Searched for a foreign key relationship between '" + parent + "' and '" + child + using
                        + "' in the schema 'public', but no matches were found.")
                .withHint(suggestion);
    }

    public static Problem ambiguousRelationship(String parent, String child, ArrayNode candidates, String choices) {
        return Problem.of(
                        300,
                        "PGRST201",
                        "Could not embed because more than one relationship was found for '" + parent + "' and '"
                                + child + "'")
                .withDetails(candidates)
                .withHint("Try changing '" + child + "' to one of the following: " + choices
                        + ". Find the desired relationship in the 'details' key.");
    }

    public static Problem unknownPayloadColumn(String table, String column) {
        return Problem.of(
                400, "PGRST204", "Could not find the '" + column + "' column of '" + table + "' in the schema cache");
    }

    public static Problem unknownTable(String table, String suggestion) {
        return Problem.of(404, "PGRST205", "Could not find the table 'public." + table + "' in the schema cache")
                .withHint(suggestion == null ? null : "Perhaps you meant the table 'public." + suggestion + "'");
    }

    public static Problem unknownColumn(String relation, String column) {
        return Problem.of(400, "42703", "column " + relation + "." + column + " does not exist");
    }
}
