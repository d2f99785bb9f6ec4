package com.connectgain.shared.records.triggers;

import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Roles: the member's profile shows the new one in the same write, and nobody but the service moves ownership. */
final class UserRoleTrigger implements Trigger {

    private static final String ROLE = "role";
    private static final String USER = "user_id";

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, USER)) {
            throw Problem.badRequest("user_id cannot be changed");
        }
        if (!Cells.changed(before, after, ROLE)) {
            return;
        }
        if (transaction.writing().userId() != null) {
            requireNoOwner(before.text(ROLE), "The organization owner keeps their role");
            requireNoOwner(Cells.text(after, ROLE), "The role OWNER cannot be given");
        }
        transaction
                .find("profiles", before.text(USER))
                .ifPresent(profile -> transaction.change(profile, values -> values.set(ROLE, after.path(ROLE))));
    }

    private static void requireNoOwner(String role, String otherwise) {
        if (Role.OWNER.name().equals(role)) {
            throw Problem.of(403, "42501", otherwise);
        }
    }
}
