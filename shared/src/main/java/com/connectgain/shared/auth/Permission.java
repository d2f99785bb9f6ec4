package com.connectgain.shared.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/** The flags of {@code profiles.permissions} and {@code api_keys.permissions}; the name is the JSON key. */
public enum Permission {
    CAN_ACCESS_CRM("can_access_crm"),
    CAN_ACCESS_BROADCAST("can_access_broadcast"),
    CAN_ACCESS_PM("can_access_pm"),
    CAN_MANAGE_TEAM("can_manage_team"),
    CAN_MANAGE_SETTINGS("can_manage_settings"),
    CAN_SEND_MESSAGES("can_send_messages"),
    CAN_READ_MESSAGES("can_read_messages"),
    CAN_ACCESS_CALL_INTELLIGENCE("can_access_call_intelligence"),
    CAN_SEE_ALL_CALL_RECORDS("can_see_all_call_records"),
    CAN_MANAGE_CALL_SETTINGS("can_manage_call_settings"),
    CAN_ACCESS_SOCIAL_MEDIA("can_access_social_media"),
    CAN_PUBLISH_SOCIAL_MEDIA("can_publish_social_media"),
    CAN_SEE_ALL_SOCIAL_POSTS("can_see_all_social_posts");

    private final String key;

    Permission(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The defaults, with the flags that {@code overrides} sets to true or false put on top. */
    public static Set<Permission> overriding(Set<Permission> defaults, JsonNode overrides) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        for (Permission permission : values()) {
            if (overrides.path(permission.key).asBoolean(defaults.contains(permission))) {
                granted.add(permission);
            }
        }
        return Set.copyOf(granted);
    }
}
