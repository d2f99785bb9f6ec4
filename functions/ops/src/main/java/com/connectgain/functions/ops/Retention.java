package com.connectgain.functions.ops;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.ScheduledFunction;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code retention}: ends what TTL cannot end because the row stays. Pending invitations past their time become
 * EXPIRED, which frees their address for another. Rows leave the due index as they are done, so that a run that is cut
 * off is continued by the next one, and runs that overlap do the same thing once.
 */
public final class Retention extends ScheduledFunction {

    private static final int PER_SHARD = 100;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(12);

    public Retention() {
        this(Kernel.fromEnvironment());
    }

    public Retention(Kernel kernel) {
        super(kernel);
    }

    @Override
    protected JsonNode tick() {
        return Json.object().put("invitations_expired", expireInvitations());
    }

    private long expireInvitations() {
        Table invitations = kernel.store().table("invitations");
        String now = DateTimes.print(kernel.clock().instant());
        Instant end = Instant.now().plus(LONGEST_RUN);
        long expired = 0;
        long batch;
        do {
            batch = 0;
            List<Row> due = kernel.store().due(invitations, now, PER_SHARD);
            for (Row invitation : due) {
                if (expire(invitations, invitation)) {
                    batch++;
                }
            }
            expired += batch;
        } while (batch > 0 && Instant.now().isBefore(end));
        return expired;
    }

    /** The index may lag: whether the invitation still waits is decided on the row itself. */
    private boolean expire(Table invitations, Row invitation) {
        boolean[] changed = new boolean[1];
        kernel.store().change(invitations, invitation.organization(), invitation.id(), values -> {
            changed[0] = values.path("status").asText().equals("PENDING");
            return changed[0] ? expired(values) : null;
        });
        return changed[0];
    }

    private ObjectNode expired(ObjectNode values) {
        return values.put("status", "EXPIRED")
                .put("updated_at", DateTimes.print(kernel.clock().instant()));
    }
}
