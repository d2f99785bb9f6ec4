package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Companies: {@code phone} and {@code email} are the first of {@code phones} and {@code emails}; either may be sent. */
final class CompanyTrigger implements Trigger {

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        pair(row, "phone", "phones");
        pair(row, "email", "emails");
    }

    private static void pair(ObjectNode row, String one, String all) {
        if (row.path(all).isEmpty()) {
            replaceFirst(row, one, all);
        } else {
            takeFirst(row, one, all);
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        pair(before, after, "phone", "phones");
        pair(before, after, "email", "emails");
    }

    private static void pair(Row before, ObjectNode after, String one, String all) {
        if (Cells.changed(before, after, all)) {
            takeFirst(after, one, all);
        } else if (Cells.changed(before, after, one)) {
            replaceFirst(after, one, all);
        }
    }

    private static void takeFirst(ObjectNode row, String one, String all) {
        JsonNode first = row.path(all).path(0);
        row.set(one, first.isMissingNode() ? Json.nodes().nullNode() : first);
    }

    private static void replaceFirst(ObjectNode row, String one, String all) {
        ArrayNode values = Json.array();
        if (row.hasNonNull(one)) {
            values.add(row.path(one));
        }
        JsonNode former = row.path(all);
        for (int i = 1; i < former.size(); i++) {
            if (!former.get(i).equals(row.path(one))) {
                values.add(former.get(i));
            }
        }
        row.set(all, values);
        takeFirst(row, one, all);
    }
}
