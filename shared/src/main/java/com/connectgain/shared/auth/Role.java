package com.connectgain.shared.auth;

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
}
