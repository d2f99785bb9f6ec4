package com.connectgain.functions.events.automations;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.notifications.Notifier;
import com.connectgain.shared.store.AccessPath;
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
        return situation
                .store()
                .readAll(
                        situation.store().table("profiles"),
                        situation.organizationId(),
                        new AccessPath.Equal("is_active", "true"))
                .stream()
                .filter(member -> member.is("is_active") && roles.contains(member.text("role")))
                .map(Row::id)
                .toList();
    }

    public static Notifier notifier(Kernel kernel) {
        return kernel.notifier();
    }
}
