package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of the inbox. Times are in seconds. */
final class InboxFigures {

    private InboxFigures() {}

    static Figure incoming(Desk desk, Period period) {
        desk.require(Permission.CAN_READ_MESSAGES);
        List<Row> inbound = inbound(desk, period);
        Map<String, Long> channels = new TreeMap<>();
        inbound.forEach(message -> channels.merge(message.find("channel").orElse("OTHER"), 1L, Long::sum));
        ObjectNode details = Json.object();
        ObjectNode byChannel = details.putObject("by_channel");
        channels.forEach(byChannel::put);
        return Figure.compared(inbound.size(), inbound(desk, period.previous()).size())
                .with(details);
    }

    private static List<Row> inbound(Desk desk, Period period) {
        return desk.messages(period).stream()
                .filter(message -> "INBOUND".equals(message.text("direction")))
                .toList();
    }

    static Figure ongoing(Desk desk) {
        desk.require(Permission.CAN_READ_MESSAGES);
        return Figure.of(desk.openConversations());
    }

    static Figure attention(Desk desk, String kind) {
        desk.require(Permission.CAN_READ_MESSAGES);
        return Figure.of(desk.attention(kind));
    }

    static Figure medianReply(Desk desk, Period period) {
        desk.require(Permission.CAN_READ_MESSAGES);
        List<Duration> waits = waits(desk, period);
        BigDecimal median = median(waits);
        BigDecimal before = median(waits(desk, period.previous()));
        ObjectNode details = Json.object().put("replies", waits.size());
        Figure figure = Figure.of(median).with(details);
        return median == null || before == null ? figure : figure.changed(Ratio.change(median, before));
    }

    private static List<Duration> waits(Desk desk, Period period) {
        return Responses.of(desk.messages(period), Duration.ZERO, period.end()).waits();
    }

    /** Null when nobody was answered. */
    static BigDecimal median(List<Duration> waits) {
        if (waits.isEmpty()) {
            return null;
        }
        List<Duration> sorted = waits.stream().sorted().toList();
        int middle = sorted.size() / 2;
        long upper = sorted.get(middle).toSeconds();
        if (sorted.size() % 2 == 1) {
            return BigDecimal.valueOf(upper);
        }
        return BigDecimal.valueOf(upper + sorted.get(middle - 1).toSeconds())
                .divide(BigDecimal.TWO, 1, RoundingMode.HALF_UP);
    }

    static Figure longestAwaiting(Desk desk) {
        desk.require(Permission.CAN_READ_MESSAGES);
        return desk.unanswered().stream()
                .filter(row -> row.instant("last_message_at").isPresent())
                .min(Comparator.comparing(row -> row.instant("last_message_at").orElseThrow()))
                .map(row -> waiting(desk, row))
                .orElseGet(() -> Figure.of((BigDecimal) null));
    }

    private static Figure waiting(Desk desk, Row conversation) {
        Duration wait = Duration.between(conversation.instant("last_message_at").orElseThrow(), desk.now());
        return Figure.of(wait.toSeconds())
                .with(Json.object()
                        .put("conversation_id", conversation.id())
                        .put("contact_id", conversation.text("contact_id"))
                        .put("since", conversation.text("last_message_at")));
    }

    static Figure onlineAgents(Desk desk) {
        List<Row> online = desk.all("profiles").stream()
                .filter(profile -> profile.is("is_online") && profile.is("is_active"))
                .toList();
        ObjectNode details = Json.object();
        ArrayNode agents = details.putArray("agents");
        online.forEach(profile -> agents.addObject()
                .put("id", profile.id())
                .put("name", PerformanceReport.name(profile))
                .put("last_seen_at", profile.text("last_seen_at")));
        return Figure.of(online.size()).with(details);
    }
}
