package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Opens an issue in a support project for the event's contact. */
final class CreateTicket implements Action {

    @Override
    public Plan plan(Order order) {
        String project = order.row("projects", order.required(Setting.PROJECT)).id();
        String title = order.required(Setting.TITLE);
        ObjectNode issue = Json.object()
                .put("project_id", project)
                .put("title", title)
                .put("description", order.text("description", "content").orElse(title))
                .put("priority", order.text("priority").orElse("MEDIUM").toUpperCase(Locale.ROOT));
        order.text("assignee_id")
                .ifPresent(id -> issue.put("assignee_id", order.member(id).id()));
        order.situation().contact().ifPresent(row -> issue.put("customer_contact_id", row.id()));
        order.situation().conversation().ifPresent(row -> issue.put("conversation_id", row.id()));
        ObjectNode summary = Json.object();
        summary.set("issue", issue.deepCopy());
        return new Plan(
                summary,
                () -> Json.object()
                        .put("issue_id", order.insert("project_issues", issue).id()));
    }
}
