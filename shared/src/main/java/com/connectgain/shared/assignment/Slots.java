package com.connectgain.shared.assignment;

import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.Zones;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When members take automatically assigned work. One without slots always does. */
public record Slots(Map<String, List<Row>> byUser) {

    private static final int DAYS_PER_WEEK = 7;

    public static Slots of(List<Row> rows) {
        return new Slots(rows.stream().collect(Collectors.groupingBy(row -> row.text("user_id"))));
    }

    public boolean isOpen(String user, Instant now) {
        List<Row> own = byUser.getOrDefault(user, List.of());
        return own.isEmpty() || own.stream().anyMatch(slot -> covers(slot, now));
    }

    /** A slot that ends before it starts goes on until that time of the next day. */
    private static boolean covers(Row slot, Instant now) {
        ZonedDateTime local = now.atZone(Zones.named(slot.text("timezone")));
        LocalTime time = local.toLocalTime();
        LocalTime start = LocalTime.parse(slot.text("start_time"));
        LocalTime end = LocalTime.parse(slot.text("end_time"));
        int today = local.getDayOfWeek().getValue() % DAYS_PER_WEEK;
        int weekday = slot.get("weekday").asInt();
        if (start.isBefore(end)) {
            return weekday == today && !time.isBefore(start) && time.isBefore(end);
        }
        boolean evening = weekday == today && !time.isBefore(start);
        boolean morning = (weekday + 1) % DAYS_PER_WEEK == today && time.isBefore(end);
        return evening || morning;
    }
}
