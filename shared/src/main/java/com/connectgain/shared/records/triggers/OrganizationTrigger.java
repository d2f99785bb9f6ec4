package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Organizations: {@code timezone} and {@code settings.timezone} say the same, whichever was written. */
final class OrganizationTrigger implements Trigger {

    private static final String TIMEZONE = "timezone";

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        JsonNode setting = after.path("settings").path(TIMEZONE);
        if (Cells.changed(before, after, TIMEZONE)) {
            requireZone(after.path(TIMEZONE).asText());
            after.withObject("/settings").set(TIMEZONE, after.path(TIMEZONE));
        } else if (setting.isTextual() && !setting.equals(before.get("settings").path(TIMEZONE))) {
            requireZone(setting.asText());
            after.set(TIMEZONE, setting);
        }
    }

    private static void requireZone(String name) {
        try {
            ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.badRequest("Invalid timezone: " + name).withDetails("An IANA name such as Africa/Cairo.");
        }
    }
}
