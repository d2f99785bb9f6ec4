package com.connectgain.shared.auth;

/** The flags of {@code profiles.permissions} and {@code api_keys.permissions}; the name is the JSON key. */
public enum Permission {
    CAN_ACCESS_CRM("can_access_crm"),
    CAN_ACCESS_BROADCAST("can_access_broadcast"),
    CAN_ACCESS_PM("can_access_pm"),
    CAN_MANAGE_TEAM("can_manage_team"),
    CAN_MANAGE_SETTINGS("can_manage_settings"),
    CAN_SEND_MESSAGES("can_send_messages"),
    CAN_READ_MESSAGES("can_read_messages");

    private final String key;

    Permission(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
