package com.connectgain.shared.identity;

import java.util.List;
import java.util.Optional;

/** Whether somebody whose identity is proven may come in, and into which of their organizations. */
final class Admission {

    private final Members members;
    private final LoginHours hours;

    Admission(Members members, LoginHours hours) {
        this.members = members;
        this.hours = hours;
    }

    /**
     * The organization that a new session starts in: the active one, or another one where the active one let them go.
     *
     * @return nothing for somebody who never belonged to one
     */
    Optional<Membership> enter(User user) {
        Optional<Membership> membership = current(user);
        if (membership.isPresent() && !hours.allow(membership.get())) {
            throw AuthProblems.outsideLoginSchedule();
        }
        return membership;
    }

    /** The same for a session that goes on: the schedule says when people sign in, not when they must leave. */
    Optional<Membership> current(User user) {
        if (user.organizations().isEmpty()) {
            return Optional.empty();
        }
        Optional<Membership> active =
                user.activeOrganization().flatMap(organization -> members.findActive(organization, user.id()));
        if (active.isPresent()) {
            return active;
        }
        List<Membership> others = members.activeOf(user);
        if (others.isEmpty()) {
            throw AuthProblems.deactivated();
        }
        return Optional.of(others.getFirst());
    }
}
