package com.connectgain.shared.assignment;

import java.util.Optional;

/** What is given to somebody. */
public enum Work {
    CONVERSATION("conversations", "assignee_id", "can_be_auto_assigned_conversations", "status", "OPEN"),
    TASK("tasks", "assignee_id", "can_be_auto_assigned_tasks", "completed", "false"),
    DEAL("deals", "owner_id", null, null, null),
    CONTACT("contacts", "assignee_id", null, null, null);

    private final String table;
    private final String column;
    private final String flag;
    private final String openColumn;
    private final String openValue;

    Work(String table, String column, String flag, String openColumn, String openValue) {
        this.table = table;
        this.column = column;
        this.flag = flag;
        this.openColumn = openColumn;
        this.openValue = openValue;
    }

    public String table() {
        return table;
    }

    /** Where a row names who has it. */
    public String column() {
        return column;
    }

    /** The column of a profile that keeps a member out; empty where none does. */
    Optional<String> flag() {
        return Optional.ofNullable(flag);
    }

    /** The indexed column and value by which work that is not done yet is found. */
    Optional<String> openColumn() {
        return Optional.ofNullable(openColumn);
    }

    String openValue() {
        return openValue;
    }
}
