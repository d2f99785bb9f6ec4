package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.DataApi;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The dashboard as a whole: every predefined figure for a range, four weeks as a series, and what happened last. */
public final class Dashboard {

    /** What a member sees who has arranged nothing yet, in its order. */
    static final List<String> FIGURES = List.of(
            "incoming_messages",
            "ongoing_conversations",
            "unread_conversations",
            "unanswered_conversations",
            "online_agents",
            "median_reply_time",
            "longest_awaiting_reply",
            "won_leads",
            "active_leads",
            "lead_sources",
            "active_deals",
            "tasks_overview",
            "total_companies",
            "total_contacts",
            "upcoming_meetings");

    private static final int WEEKS = 4;
    private static final int FEED = 10;
    private static final List<String> FED_BY = List.of("messages", "contacts", "deals", "deal_activities");

    private final Store store;
    private final DataApi data;
    private final Clock clock;

    public Dashboard(Store store, DataApi data, Clock clock) {
        this.store = store;
        this.data = data;
        this.clock = clock;
    }

    /** @param range a name, and for {@code custom} the days */
    public ObjectNode answer(Caller caller, String range, ObjectNode days) {
        Desk desk = Analytics.desk(store, caller, clock.instant());
        Period period = DateRange.of(range, days, desk.zone(), desk.now());
        ObjectNode answer = Json.object();
        answer.putObject("range").put("name", range).put("start", period.from()).put("end", period.to());
        ObjectNode metrics = answer.putObject("metrics");
        WidgetValue values = new WidgetValue(data, caller, desk);
        for (String figure : FIGURES) {
            values.writeTo(metrics.putObject(figure), figure, period);
        }
        answer.set("weeks", weeks(desk));
        answer.set("recent_activity", recent(desk));
        return answer;
    }

    /** The seven days up to today, and those before, oldest first. */
    private static ArrayNode weeks(Desk desk) {
        ArrayNode weeks = Json.array();
        LocalDate tomorrow = LocalDate.ofInstant(desk.now(), desk.zone()).plusDays(1);
        for (int ago = WEEKS; ago > 0; ago--) {
            Instant start = tomorrow.minusWeeks(ago).atStartOfDay(desk.zone()).toInstant();
            Instant end =
                    tomorrow.minusWeeks(ago - 1L).atStartOfDay(desk.zone()).toInstant();
            Period week = new Period(start, end);
            weeks.addObject()
                    .put("week_start", DateTimes.print(start))
                    .put(
                            "conversations",
                            desk.reads("conversations") ? desk.ledger().countCreated("conversations", week) : 0)
                    .put("deals_closed", desk.reads("deals") ? DealFigures.wonIn(desk, week) : 0)
                    .put("new_contacts", desk.reads("contacts") ? desk.ledger().countCreated("contacts", week) : 0);
        }
        return weeks;
    }

    private static ArrayNode recent(Desk desk) {
        List<Row> rows = new ArrayList<>();
        FED_BY.forEach(table -> rows.addAll(desk.newest(table, FEED)));
        ArrayNode feed = Json.array();
        rows.stream()
                .sorted(Comparator.comparing((Row row) -> row.text("created_at"))
                        .thenComparing(Row::id)
                        .reversed())
                .limit(FEED)
                .forEach(row -> feed.add(entry(row, desk.now())));
        return feed;
    }

    private static ObjectNode entry(Row row, Instant now) {
        ObjectNode entry = Json.object().put("id", row.id()).put("created_at", row.text("created_at"));
        long seconds =
                Duration.between(row.instant("created_at").orElseThrow(), now).toSeconds();
        entry.put("seconds_ago", Math.max(0, seconds));
        return switch (row.table().name()) {
            case "messages" ->
                entry.put("type", "message")
                        .put("title", row.text("content"))
                        .put("direction", row.text("direction"))
                        .put("conversation_id", row.text("conversation_id"));
            case "contacts" -> entry.put("type", "contact").put("title", row.text("full_name_search"));
            case "deals" -> entry.put("type", "deal").put("title", row.text("title"));
            default ->
                entry.put("type", "deal_update")
                        .put("title", row.text("activity_type"))
                        .put("deal_id", row.text("deal_id"));
        };
    }
}
