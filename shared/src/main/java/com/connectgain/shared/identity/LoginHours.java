package com.connectgain.shared.identity;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.Zones;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The weekly hours in which a restricted member may sign in, in the organization's time. A day without an entry, or
 * with a disabled one, is a day without sign-ins (UC-TEAM-003).
 */
final class LoginHours {

    private static final int DAYS = 7;

    private final Store store;
    private final Clock clock;

    LoginHours(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    boolean allow(Membership member) {
        if (!member.isRestrictedToSchedule()) {
            return true;
        }
        ZonedDateTime now = clock.instant().atZone(zone(member.organizationId()));
        List<Row> hours = store.readAll(
                store.table("login_schedules"),
                member.organizationId(),
                new AccessPath.Equal("user_id", member.userId()));
        return hours.stream().filter(row -> row.is("enabled")).anyMatch(row -> covers(row, now));
    }

    /** Sunday is 0. Hours that end before they begin run past midnight. */
    static boolean covers(Row hours, ZonedDateTime now) {
        int today = now.getDayOfWeek().getValue() % DAYS;
        int day = hours.get("weekday").asInt();
        LocalTime start = time(hours.text("start_time"));
        LocalTime end = time(hours.text("end_time"));
        LocalTime time = now.toLocalTime();
        if (start.isBefore(end)) {
            return day == today && !time.isBefore(start) && time.isBefore(end);
        }
        return day == today && !time.isBefore(start) || (day + 1) % DAYS == today && time.isBefore(end);
    }

    /** PostgreSQL's end of day is 24:00, which Java does not know. */
    private static LocalTime time(String text) {
        return text.startsWith("24") ? LocalTime.MAX : LocalTime.parse(text);
    }

    private ZoneId zone(String organizationId) {
        Optional<Row> organization = store.find("organizations", organizationId, organizationId);
        return Zones.named(organization
                .flatMap(row -> row.find("timezone"))
                .or(() -> organization.map(
                        row -> row.get("settings").path("timezone").textValue()))
                .orElse(null));
    }
}
