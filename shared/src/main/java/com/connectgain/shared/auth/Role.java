package com.connectgain.shared.auth;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A member's role in one organization ({@code user_roles.role}). */
public enum Role {
    OWNER,
    ADMIN,
    TEAM_ADMIN,
    PROJECT_MANAGER,
    AGENT;

    public boolean administers() {
        return this == OWNER || this == ADMIN;
    }

    /**
     * What the role may do unless the profile says otherwise. The documents give administrators everything and leave
     * the others' defaults open: they do the daily work, and change neither team nor settings.
     */
    public Set<Permission> defaults() {
        EnumSet<Permission> all = EnumSet.allOf(Permission.class);
        if (!administers()) {
            all.remove(Permission.CAN_MANAGE_TEAM);
            all.remove(Permission.CAN_MANAGE_SETTINGS);
        }
        return all;
    }

    /** The role by its stored name; an unknown one, or none, has the least rights. */
    static Role stored(String name) {
        for (Role role : values()) {
            if (role.name().equals(name == null ? "" : name.toUpperCase(Locale.ROOT))) {
                return role;
            }
        }
        return AGENT;
    }
}
