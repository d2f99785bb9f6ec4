package com.connectgain.functions.events.automations;

import com.connectgain.shared.assignment.ActiveMembers;
import com.connectgain.shared.store.Row;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The people of an organization, as automations address them. */
public final class Members {

    /** Who answers for what others leave undone. */
    static final Set<String> MANAGERS = Set.of("OWNER", "ADMIN");

    private Members() {}

    public static List<String> withRoles(Situation situation, Collection<String> roles) {
        return ActiveMembers.of(situation.store(), situation.organizationId()).stream()
                .filter(member -> roles.contains(member.text("role")))
                .map(Row::id)
                .toList();
    }
}
