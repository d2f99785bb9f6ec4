package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of tasks, meetings and the address book. */
final class WorkFigures {

    private static final int MEETINGS_LISTED = 5;

    private WorkFigures() {}

    static Figure tasks(Desk desk) {
        List<Row> tasks = desk.all("tasks");
        List<Row> open = tasks.stream().filter(task -> !task.is("completed")).toList();
        long completed = tasks.size() - open.size();
        long overdue = open.stream()
                .filter(task -> task.instant("due_date")
                        .filter(due -> due.isBefore(desk.now()))
                        .isPresent())
                .count();
        Map<String, Long> priorities = new TreeMap<>();
        open.forEach(task -> priorities.merge(task.text("priority"), 1L, Long::sum));
        ObjectNode details = Json.object()
                .put("total", tasks.size())
                .put("completed", completed)
                .put("open", open.size())
                .put("overdue", overdue)
                .put("completion_rate", Ratio.percent(completed, tasks.size(), BigDecimal.ZERO));
        ObjectNode byPriority = details.putObject("open_by_priority");
        priorities.forEach(byPriority::put);
        return Figure.of(open.size()).with(details);
    }

    /** All there are at the end of the period, and how many more that is than at the end of the one before. */
    static Figure total(Desk desk, String table, Period period) {
        desk.require(Permission.CAN_ACCESS_CRM);
        long total = desk.ledger().countCreatedUntil(table, period);
        long before = desk.ledger().countCreatedUntil(table, period.previous());
        return Figure.compared(total, before)
                .with(Json.object().put("new", desk.ledger().countCreated(table, period)));
    }

    static Figure meetings(Desk desk) {
        List<Row> coming = desk.ledger().comingBookings(desk.now()).stream()
                .filter(booking -> !"cancelled".equals(booking.text("status")))
                .toList();
        ObjectNode details = Json.object();
        ArrayNode next = details.putArray("next");
        coming.stream()
                .limit(MEETINGS_LISTED)
                .forEach(booking -> next.addObject()
                        .put("id", booking.id())
                        .put("title", booking.text("title"))
                        .put("start_date_time", booking.text("start_date_time"))
                        .put("contact_id", booking.text("contact_id")));
        return Figure.of(coming.size()).with(details);
    }
}
