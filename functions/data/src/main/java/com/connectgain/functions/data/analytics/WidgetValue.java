package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.run.DataApi;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The value of one widget. One that cannot be computed says why, and the others are there all the same. */
final class WidgetValue {

    private final DataApi data;
    private final Caller caller;
    private final Desk desk;

    WidgetValue(DataApi data, Caller caller, Desk desk) {
        this.data = data;
        this.caller = caller;
        this.desk = desk;
    }

    /** {@code lead_sources} is called Lead Sources. */
    static String title(String type) {
        StringBuilder title = new StringBuilder();
        for (String word : type.split("_")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return title.toString();
    }

    void writeTo(ObjectNode widget) {
        ObjectNode config = widget.path("widget_config") instanceof ObjectNode object ? object : Json.object();
        try {
            figure(widget.path("widget_type").asText(), config).writeTo(widget);
        } catch (Problem problem) {
            widget.putNull("value").put("error", problem.getMessage());
        }
    }

    void writeTo(ObjectNode node, String type, Period period) {
        try {
            predefined(type, period).writeTo(node);
        } catch (Problem problem) {
            node.putNull("value").put("error", problem.getMessage());
        }
    }

    private Figure figure(String type, ObjectNode config) {
        String range = config.path("date_range").asText("").strip();
        if (type.equals("custom")) {
            Period period = range.isEmpty() || range.equals("all") ? null : period(range, config);
            return new CustomFigure(data, caller, desk.ledger(), config).over(period);
        }
        return predefined(type, period(range.isEmpty() ? "today" : range, config));
    }

    private Period period(String range, ObjectNode config) {
        return DateRange.of(range, config, desk.zone(), desk.now());
    }

    private Figure predefined(String type, Period period) {
        return switch (type) {
            case "incoming_messages" -> InboxFigures.incoming(desk, period);
            case "ongoing_conversations" -> InboxFigures.ongoing(desk);
            case "unread_conversations" -> InboxFigures.attention(desk, "UNREAD");
            case "unanswered_conversations" -> InboxFigures.attention(desk, "UNANSWERED");
            case "online_agents" -> InboxFigures.onlineAgents(desk);
            case "median_reply_time" -> InboxFigures.medianReply(desk, period);
            case "longest_awaiting_reply" -> InboxFigures.longestAwaiting(desk);
            case "won_leads" -> DealFigures.won(desk, period);
            case "active_leads" -> DealFigures.activeLeads(desk);
            case "active_deals" -> DealFigures.active(desk);
            case "lead_sources" -> DealFigures.leadSources(desk, period);
            case "tasks_overview" -> WorkFigures.tasks(desk);
            case "total_companies" -> WorkFigures.total(desk, "companies", period);
            case "total_contacts" -> WorkFigures.total(desk, "contacts", period);
            case "upcoming_meetings" -> WorkFigures.meetings(desk);
            default -> throw Problem.badRequest("Unknown widget_type: " + CustomFigure.shown(type));
        };
    }
}
