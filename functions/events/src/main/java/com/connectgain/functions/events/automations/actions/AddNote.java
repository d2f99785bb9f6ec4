package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a note on what the event concerns: its deal, else its contact, and its conversation. */
final class AddNote implements Action {

    @Override
    public Plan plan(Order order) {
        ObjectNode note = Json.object().put("content", order.required(Setting.NOTE));
        order.situation().deal().ifPresent(row -> note.put("deal_id", row.id()));
        order.situation().contact().ifPresent(row -> note.put("contact_id", row.id()));
        order.situation().conversation().ifPresent(row -> note.put("conversation_id", row.id()));
        order.situation().task().ifPresent(row -> note.put("task_id", row.id()));
        if (note.size() == 1) {
            throw new ActionFailure("The event concerns nothing that a note could be on");
        }
        ObjectNode summary = Json.object();
        summary.set("note", note.deepCopy());
        return new Plan(
                summary,
                () -> Json.object().put("note_id", order.insert("notes", note).id()));
    }
}
