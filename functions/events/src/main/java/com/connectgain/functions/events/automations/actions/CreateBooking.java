package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.bookings.HostCalendar;
import com.connectgain.shared.bookings.HostCalendar.Appointment;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Books an appointment of the event's contact with a member, who must be free then. */
final class CreateBooking implements Action {

    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final Duration LONGEST = HostCalendar.LONGEST;

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
            host.ifPresent(member -> takeTime(order, member, id, start, end));
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

    private static void takeTime(Order order, String member, String booking, Instant start, Instant end) {
        Appointment wanted = new Appointment(order.situation().organizationId(), member, booking, start, end);
        if (!new HostCalendar(order.kernel().store(), order.kernel().clock()).take(wanted)) {
            throw new ActionFailure("The member has another booking then");
        }
    }
}
