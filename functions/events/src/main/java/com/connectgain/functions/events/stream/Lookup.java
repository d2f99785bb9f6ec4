package com.connectgain.functions.events.stream;

import java.util.Map;

/**
 * What an event tells of a row that its own row names.
 *
 * @param column the column with the other row's id
 * @param table where the other row is
 * @param told the other row's columns, and under what name the event has them
 */
record Lookup(String column, String table, Map<String, String> told) {}
