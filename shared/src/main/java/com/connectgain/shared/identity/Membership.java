package com.connectgain.shared.identity;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.store.Row;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One person in one organization: a row of {@code profiles}. */
public record Membership(Row profile) {

    public String userId() {
        return profile.id();
    }

    public String organizationId() {
        return profile.organization();
    }

    /** First and last name, as far as they are known. */
    public String fullName() {
        return Stream.of("first_name", "last_name")
                .flatMap(column -> profile.find(column).stream())
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(" "));
    }

    public boolean isActive() {
        return profile.is("is_active");
    }

    public Role role() {
        return profile.find("role").map(Role::valueOf).orElse(Role.AGENT);
    }

    public boolean isRestrictedToSchedule() {
        return profile.is("restrict_login_to_schedule");
    }

    /** The role gives, the profile overrides; administrators cannot be narrowed. */
    public boolean may(Permission permission) {
        return role().administers()
                || Permission.overriding(role().defaults(), profile.get("permissions"))
                        .contains(permission);
    }
}
