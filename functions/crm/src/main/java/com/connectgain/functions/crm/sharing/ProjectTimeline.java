package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.pace.SteadyPace;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/**
 * A project as its client follows it: name, status, dates, progress, milestones and deliverables. Never budget,
 * contact, deal, notes or members.
 */
final class ProjectTimeline {

    private static final String LAST = "~";

    private static final Comparator<Row> BY_DUE_DATE =
            Comparator.comparing((Row row) -> row.find("due_date").orElse(LAST)).thenComparing(Row::id);
    private static final Comparator<Row> IN_ORDER =
            Comparator.comparingInt((Row row) -> row.get("order_index").asInt()).thenComparing(BY_DUE_DATE);

    private final Store store;

    ProjectTimeline(Store store) {
        this.store = store;
    }

    ObjectNode open(String token) {
        Row project = SteadyPace.ofRefusals(() -> store.findUnique(
                        store.table("projects"),
                        Store.GLOBAL,
                        "projects_public_token_key",
                        Json.object().put("public_token", token))
                .filter(row -> row.is("is_public"))
                .orElseThrow(() -> Problem.notFound("Project not found")));
        ObjectNode answer = Json.object();
        copy(answer.putObject("project"), project, "name", "status", "start_date", "end_date", "progress");
        ArrayNode milestones = answer.putArray("milestones");
        for (Row step : steps("project_milestones", project, IN_ORDER)) {
            copy(
                    milestones.addObject(),
                    step,
                    "id",
                    "name",
                    "due_date",
                    "status",
                    "order_index",
                    "dependencies",
                    "completed_at");
        }
        ArrayNode deliverables = answer.putArray("deliverables");
        for (Row step : steps("project_deliverables", project, BY_DUE_DATE)) {
            copy(deliverables.addObject(), step, "id", "milestone_id", "name", "due_date", "status", "completed_at");
        }
        return answer;
    }

    private List<Row> steps(String table, Row project, Comparator<Row> order) {
        AccessPath path = new AccessPath.Equal("project_id", project.id());
        return store.readAll(store.table(table), project.organization(), path).stream()
                .filter(row -> project.id().equals(row.text("project_id")))
                .sorted(order)
                .toList();
    }

    private static void copy(ObjectNode target, Row row, String... columns) {
        for (String column : columns) {
            target.set(column, row.get(column));
        }
    }
}
