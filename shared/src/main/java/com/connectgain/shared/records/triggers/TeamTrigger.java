package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Teams: the members know who manages them, so a new owner is told to each. */
final class TeamTrigger implements Trigger {

    /** Members of larger teams are told one by one; until then nobody manages them, which fails safe. */
    private static final int TOLD_TOGETHER = 60;

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (!Cells.changed(before, after, "owner_id")) {
            return;
        }
        List<Row> members = transaction.related("team_members", "team_id", before.id());
        for (Row member : members) {
            if (members.size() <= TOLD_TOGETHER) {
                transaction.change(member, values -> values.set("managed_by", after.path("owner_id")));
            } else {
                transaction.writing().store().change(member.table(), member.organization(), member.id(), values -> {
                    values.set("managed_by", after.path("owner_id"));
                    return values;
                });
            }
        }
    }
}
