package com.connectgain.functions.crm.bulk;

import com.connectgain.shared.auth.Permission;
import java.util.Locale;
import java.util.Optional;

/** What can be given to somebody, and which column says to whom. */
enum Assignable {
    CONVERSATIONS("assignee_id", "conversation_ids", Permission.CAN_READ_MESSAGES),
    CONTACTS("assignee_id", "contact_ids", Permission.CAN_ACCESS_CRM),
    COMPANIES("owner_id", "company_ids", Permission.CAN_ACCESS_CRM),
    DEALS("owner_id", "deal_ids", Permission.CAN_ACCESS_CRM),
    TASKS("assignee_id", "task_ids", null),
    PROJECT_ISSUES("assignee_id", "issue_ids", Permission.CAN_ACCESS_PM);

    private final String column;
    private final String idsField;
    private final Permission permission;

    Assignable(String column, String idsField, Permission permission) {
        this.column = column;
        this.idsField = idsField;
        this.permission = permission;
    }

    /** By the table's name, or the name of one row of it. */
    static Optional<Assignable> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Assignable assignable : values()) {
            if (wanted.equals(assignable.table()) || wanted.equals(assignable.noun())) {
                return Optional.of(assignable);
            }
        }
        return Optional.empty();
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String noun() {
        return idsField.substring(0, idsField.length() - "_ids".length());
    }

    String column() {
        return column;
    }

    /** The field that names rows of this kind and no other. */
    String idsField() {
        return idsField;
    }

    /** What the rows may be read and written with; empty where every member may. */
    Optional<Permission> permission() {
        return Optional.ofNullable(permission);
    }

    /** The profile's own word on whether such rows may be given to it without asking. */
    String consent() {
        return this == TASKS || this == PROJECT_ISSUES
                ? "can_be_auto_assigned_tasks"
                : "can_be_auto_assigned_conversations";
    }
}
