package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Members of teams: the team's owner manages them, which is what a Team Admin's rights are decided by. */
final class TeamMemberTrigger implements Trigger {

    @Override
    public void claim(Writing writing, ObjectNode row) {
        String team = Cells.text(row, "team_id");
        JsonNode owner = team == null
                ? Json.nodes().nullNode()
                : writing.lookups()
                        .find("teams", team)
                        .map(found -> found.get("owner_id"))
                        .orElse(Json.nodes().nullNode());
        row.set("managed_by", owner);
    }

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        transaction
                .find("teams", Cells.text(row, "team_id"))
                .ifPresent(team -> row.set("managed_by", team.get("owner_id")));
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "team_id")) {
            inserting(transaction, after);
        }
    }
}
