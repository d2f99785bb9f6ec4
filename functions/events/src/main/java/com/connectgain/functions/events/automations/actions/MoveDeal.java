package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.functions.events.automations.Stages;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;

/** Puts a deal into another stage, named by its id or its name. */
final class MoveDeal implements Action {

    @Override
    public Plan plan(Order order) {
        Row deal = order.deal();
        String wanted = order.required(Setting.STAGE);
        String stage = Stages.stored(order.situation(), wanted);
        return new Plan(Json.object().put("deal_id", deal.id()).put("stage", stage), () -> {
            order.change(deal, values -> values.put("stage", stage));
            return Json.object();
        });
    }
}
