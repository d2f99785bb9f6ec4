package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;

/**
 * How the rows of one table were found, for an explanation: names of tables, columns and constraints, never a value.
 *
 * @param order the column in whose order the rows came, or null
 */
record Step(String table, String path, int rank, String reason, String order) {

    static Step of(Table table, Plan plan) {
        String order = plan instanceof Plan.Paths paths && paths.order() != null
                ? paths.order() + (paths.descending() ? " desc" : " asc")
                : null;
        return new Step(table.name(), plan.name(), plan.rank(), reason(plan.rank()), order);
    }

    static Step embedded(Table table, String column, boolean byKey, boolean byPath) {
        int rank = byKey ? 0 : byPath ? Planner.EQUAL : Planner.WHOLE;
        String path = byKey ? "primary key" : byPath ? "equality of " + column : "whole table";
        return new Step(table.name(), path, rank, "embeds the rows that " + column + " relates to their parents", null);
    }

    private static String reason(int rank) {
        return switch (rank) {
            case -1 -> "no row can satisfy the filter";
            case 0 -> "the filter names primary keys";
            case 1 -> "the filter fixes every column of a unique constraint";
            case Planner.PARTITION -> "the filter names one partition of the table";
            case Planner.EQUAL -> "the filter names values of an indexed column, or elements of an array";
            case Planner.TEXT -> "the filter looks for text in searched columns";
            case Planner.RANGE -> "the filter bounds one of the table's timelines";
            case Planner.ORDERED -> "no path narrows the filter; this one comes in the order that was asked for";
            default -> "no path narrows the filter or has the order";
        };
    }
}
