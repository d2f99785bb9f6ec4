package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.request.MediaType;
import com.connectgain.shared.store.Meter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answer to {@code Accept: application/vnd.pgrst.plan}. The request has been run, so what it cost is measured, not
 * guessed; options are not looked at.
 *
 * @param examined how many rows were read and checked
 * @param rows how many would have been shown
 */
record Explanation(List<Step> steps, long examined, long rows, Meter cost) {

    Response answer(MediaType type) {
        byte[] body = type == MediaType.PLAN_JSON ? Json.bytes(json()) : text().getBytes(StandardCharsets.UTF_8);
        return new Response(200, Map.of("Content-Type", type.contentType()), body);
    }

    private ArrayNode json() {
        ObjectNode plan = Json.object();
        ArrayNode all = plan.putArray("Plan");
        for (Step step : steps) {
            ObjectNode one = all.addObject()
                    .put("Relation Name", step.table())
                    .put("Access Path", step.path())
                    .put("Rank", step.rank())
                    .put("Reason", step.reason());
            if (step.order() != null) {
                one.put("Order", step.order());
            }
        }
        plan.put("Rows Examined", examined)
                .put("Rows", rows)
                .put("DynamoDB Calls", cost.calls())
                .put("Sequential Calls", cost.sequentialCalls())
                .put("Read Units", cost.readUnits())
                .put("Write Units", cost.writeUnits());
        return Json.array().add(plan);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.path())
                    .append(" on ")
                    .append(step.table())
                    .append("  (rank=")
                    .append(step.rank());
            if (step.order() != null) {
                text.append(" order=").append(step.order());
            }
            text.append(")\n  ").append(step.reason()).append('\n');
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "Rows: %d of %d examined%nDynamoDB: %d calls, %d in sequence, %.1f read units",
                        rows,
                        examined,
                        cost.calls(),
                        cost.sequentialCalls(),
                        cost.readUnits()))
                .toString()
                .replace(System.lineSeparator(), "\n");
    }
}
