package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;

/** Moves the contact to a lifecycle stage, named by its id or its name. */
final class ChangeLifecycle implements Action {

    @Override
    public Plan plan(Order order) {
        Row contact = order.contact();
        String wanted = order.required(Setting.LIFECYCLE_STAGE);
        Store store = order.kernel().store();
        Row stage = order.situation()
                .find("lifecycle_stages", wanted)
                .or(() -> store
                        .readAll(
                                store.table("lifecycle_stages"),
                                order.situation().organizationId(),
                                new AccessPath.Whole())
                        .stream()
                        .filter(row -> row.text("name").strip().equalsIgnoreCase(wanted))
                        .findFirst())
                .orElseThrow(() -> new ActionFailure("There is no lifecycle stage " + wanted));
        return new Plan(
                Json.object().put("contact_id", contact.id()).put("lifecycle_stage", stage.text("name")), () -> {
                    order.change(contact, values -> values.put("lifecycle_stage_id", stage.id()));
                    return Json.object();
                });
    }
}
