package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Books an appointment of the event's contact with a member, who must be free then. */
final class CreateBooking implements Action {

    private static final Duration USUAL = Duration.ofMinutes(30);

    /** How far back a booking may have begun that is still going on. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final int MOST_LOOKED_AT = 1000;

    @Override
    public Plan plan(Order order) {
        Optional<Row> type = order.text("event_type_id").map(id -> order.row("event_types", id));
        Instant start = DueDates.read(
                "start_date_time",
                order.required(Setting.START),
                order.writing().now(),
                order);
        Instant end = start.plus(duration(order, type));
        Optional<String> host = host(order, type);
        ObjectNode booking = Json.object()
                .put("title", order.required(Setting.TITLE))
                .put("start_date_time", DateTimes.print(start))
                .put("end_date_time", DateTimes.print(end));
        type.ifPresent(row -> booking.put("event_type_id", row.id()));
        host.ifPresent(id -> booking.put("profile_id", id).put("user_id", id));
        for (String column : new String[] {"description", "location", "notes"}) {
            order.text(column).ifPresent(text -> booking.put(column, text));
        }
        order.situation().contact().ifPresent(contact -> invite(booking, contact));
        ObjectNode summary = Json.object();
        summary.set("booking", booking.deepCopy());
        return new Plan(summary, () -> {
            String id = order.id("bookings");
            host.ifPresent(member -> requireFree(order, member, id, start, end));
            return Json.object()
                    .put("booking_id", order.insert("bookings", booking).id());
        });
    }

    private static Duration duration(Order order, Optional<Row> type) {
        String minutes = order.text("duration_minutes", "duration").orElse("");
        if (minutes.isEmpty()) {
            return type.map(row ->
                            Duration.ofMinutes(row.get("duration_minutes").asLong()))
                    .orElse(USUAL);
        }
        if (!minutes.matches("[1-9]\\d{0,3}")
                || Duration.ofMinutes(Long.parseLong(minutes)).compareTo(LONGEST) > 0) {
            throw new ActionFailure("duration_minutes must be between 1 and " + LONGEST.toMinutes());
        }
        return Duration.ofMinutes(Long.parseLong(minutes));
    }

    private static Optional<String> host(Order order, Optional<Row> type) {
        return order.text("user_id", "profile_id", "assignee_id", "host_id")
                .map(id -> order.member(id).id())
                .or(() -> type.map(row -> row.text("profile_id")))
                .or(() -> order.situation().assignee().map(Row::id));
    }

    private static void invite(ObjectNode booking, Row contact) {
        String name = String.join(
                        " ",
                        contact.find("first_name").orElse(""),
                        contact.find("last_name").orElse(""))
                .strip();
        booking.put("contact_id", contact.id()).put("guest_name", name);
        booking.set("guest_email", contact.get("emails").path(0));
        booking.set("guest_phone", contact.get("phones").path(0));
    }

    private static void requireFree(Order order, String member, String own, Instant start, Instant end) {
        Store store = order.kernel().store();
        Slice near = Slice.of(new AccessPath.Active(), MOST_LOOKED_AT)
                .between(DateTimes.print(start.minus(LONGEST)), DateTimes.print(end));
        boolean taken = store.read(store.table("bookings"), order.situation().organizationId(), near).rows().stream()
                .filter(row -> !row.id().equals(own) && !"cancelled".equals(row.text("status")))
                .filter(row -> member.equals(row.text("profile_id")) || member.equals(row.text("user_id")))
                .anyMatch(row -> row.instant("start_date_time").orElseThrow().isBefore(end)
                        && row.instant("end_date_time").orElseThrow().isAfter(start));
        if (taken) {
            throw new ActionFailure("The member has another booking then");
        }
    }
}
