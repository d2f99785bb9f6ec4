package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Enrollments that a person resumes: only paused ones can be, and they go on now rather than in the past. */
final class EnrollmentTrigger implements Trigger {

    private static final String STATUS = "status";

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        boolean resumed = transaction.writing().isClients()
                && Cells.changed(before, after, STATUS)
                && after.path(STATUS).asText().equals("active");
        if (!resumed) {
            return;
        }
        if (!"paused".equals(before.text(STATUS))) {
            throw Problem.conflict("Only a paused enrollment can be resumed");
        }
        Instant now = transaction.writing().now();
        Instant next = Cells.instant(after, "next_step_at");
        Cells.put(after, "next_step_at", next == null || next.isBefore(now) ? now : next);
        after.putNull("paused_at");
    }
}
