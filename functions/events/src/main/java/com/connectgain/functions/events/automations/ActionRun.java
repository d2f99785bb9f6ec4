package com.connectgain.functions.events.automations;

import com.connectgain.functions.events.automations.actions.Actions;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Carries out one action and says what came of it, as an entry of the result log. */
final class ActionRun {

    /** What an entry's {@code status} says. */
    static final String SUCCESS = "success";

    static final String FAILED = "failed";
    static final String RETRYING = "retrying";
    static final String SCHEDULED = "scheduled";

    /** @param earlier the entry of the attempt before; missing for the first */
    ObjectNode carryOut(Situation situation, String rule, int index, JsonNode action, JsonNode earlier) {
        ObjectNode entry = Json.object()
                .put("index", index)
                .put("type", action.path("type").asText(""))
                .put("attempts", earlier.path("attempts").asInt() + 1);
        try {
            Action.Plan plan = plan(situation, rule, index, action);
            entry.setAll(plan.summary());
            entry.setAll(plan.effect().get());
            entry.put("status", SUCCESS);
        } catch (ActionFailure failure) {
            fail(entry, failure);
        } catch (Problem refused) {
            fail(entry, Order.refused(refused));
        } catch (StoreBusyException busy) {
            fail(entry, ActionFailure.passing("Too many writers at once"));
        } finally {
            situation.refresh();
        }
        return entry.put("at", DateTimes.print(situation.kernel().clock().instant()));
    }

    /** What would be done; also says why it would not be. */
    ObjectNode rehearse(Situation situation, String rule, int index, JsonNode action) {
        ObjectNode entry = Json.object()
                .put("index", index)
                .put("type", action.path("type").asText(""));
        try {
            entry.setAll(plan(situation, rule, index, action).summary());
            entry.put("valid", true);
        } catch (ActionFailure failure) {
            entry.put("valid", false).put("error", failure.getMessage());
        } catch (Problem refused) {
            entry.put("valid", false).put("error", Order.refused(refused).getMessage());
        }
        return entry;
    }

    private Action.Plan plan(Situation situation, String rule, int index, JsonNode action) {
        return Actions.named(action.path("type").asText("")).plan(Order.of(situation, rule, index, action));
    }

    private static void fail(ObjectNode entry, ActionFailure failure) {
        entry.put("status", failure.isPassing() ? RETRYING : FAILED).put("error", failure.getMessage());
    }
}
