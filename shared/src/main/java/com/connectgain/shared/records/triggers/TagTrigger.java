package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tags: rows carry them by name, so a new name is for whoever gives it to those rows as well. */
final class TagTrigger implements Trigger {

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (transaction.writing().isClients() && Cells.changed(before, after, "name")) {
            throw Problem.badRequest("name cannot be changed here")
                    .withHint("Call rpc/rename_tag, which renames the tag on every row that carries it.");
        }
    }
}
