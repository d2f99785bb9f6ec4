package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.postgrest.run.DataApi;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /rest/v1/dashboard_widgets} with the documented bare parameters: the caller's widgets, each with its value
 * of this moment. With PostgREST's own parameters the same path gives plain rows.
 */
public final class Widgets {

    private static final Set<String> BARE = Set.of("organization_id", "is_visible");

    private final Store store;
    private final DataApi data;
    private final Clock clock;

    public Widgets(Store store, DataApi data, Clock clock) {
        this.store = store;
        this.data = data;
        this.clock = clock;
    }

    /** Whether the request is meant in the documented form. */
    public static boolean areAsked(Request request) {
        List<Request.Parameter> parameters = request.parameters();
        return request.method().equals("GET")
                && !parameters.isEmpty()
                && parameters.stream().allMatch(parameter -> BARE.contains(parameter.name()) && isBare(parameter));
    }

    private static boolean isBare(Request.Parameter parameter) {
        return parameter.value().indexOf('.') < 0;
    }

    public ObjectNode answer(Request request, Caller caller) {
        if (caller.credential() != Credential.USER) {
            throw Problem.of(401, "42501", "permission denied for table dashboard_widgets");
        }
        Analytics.requireOwn(request, caller);
        Boolean visible = request.parameter("is_visible").map(Widgets::flag).orElse(null);
        Desk desk = Analytics.desk(store, caller, clock.instant());
        ObjectNode answer = Json.object();
        ArrayNode widgets = answer.putArray("widgets");
        for (ObjectNode widget : ofCaller(caller)) {
            if (visible == null || visible == widget.path("is_visible").asBoolean()) {
                new WidgetValue(data, caller, desk).writeTo(widget);
                widgets.add(widget);
            }
        }
        return answer;
    }

    private static boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.badRequest("is_visible must be true or false");
        };
    }

    private List<ObjectNode> ofCaller(Caller caller) {
        AccessPath own = new AccessPath.Equal("user_id", caller.userId());
        List<Row> rows = store.readAll(store.table("dashboard_widgets"), caller.organization(), own);
        return rows.isEmpty()
                ? Dashboard.FIGURES.stream().map(Widgets::byDefault).toList()
                : rows.stream()
                        .sorted(Comparator.comparingInt(
                                        (Row row) -> row.get("position").asInt())
                                .thenComparing(Row::id))
                        .map(Widgets::shown)
                        .toList();
    }

    private static ObjectNode byDefault(String type) {
        ObjectNode widget = Json.object().putNull("id").put("widget_type", type);
        widget.putObject("widget_config").put("title", WidgetValue.title(type)).put("date_range", "today");
        return widget.put("position", Dashboard.FIGURES.indexOf(type)).put("is_visible", true);
    }

    private static ObjectNode shown(Row row) {
        ObjectNode widget = Json.object();
        for (String column : List.of("id", "widget_type", "widget_config", "position", "is_visible")) {
            widget.set(column, row.get(column));
        }
        return widget;
    }
}
