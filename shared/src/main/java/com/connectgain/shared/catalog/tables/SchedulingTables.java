package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.date;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.integers;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import java.util.List;

/** Public booking pages, the bookings themselves, and the calendars they are kept in step with. */
public final class SchedulingTables {

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** Everybody sees; the host, and administrators in the host's place, change. */
    private static final Access HOSTED =
            Access.of(Rule.users(), Rule.administrators().or(Rule.own("profile_id")));

    private SchedulingTables() {}

    public static List<Table> tables() {
        return List.of(
                eventTypes(),
                availabilityRules(),
                blockedDates(),
                bookings(),
                googleCalendarConnections(),
                zoomConnections());
    }

    private static Column host() {
        return uuid("profile_id")
                .required()
                .references("profiles")
                .onDelete(CASCADE)
                .defaultCurrentUser();
    }

    private static Table eventTypes() {
        return Table.named("event_types")
                .doc("A kind of meeting that people can book.")
                .columns(
                        host(),
                        text("title").required().notBlank().max(200).searched(),
                        text("slug")
                                .required()
                                .notBlank()
                                .max(100)
                                .normalised(Normalised.LOWER_CASE)
                                .indexed(),
                        text("description"),
                        integer("duration_minutes").required().defaultTo(30).between(5, 480),
                        text("theme_color").max(32),
                        text("secondary_color").max(32),
                        text("logo_url"),
                        text("banner_image_url"),
                        text("location_type")
                                .required()
                                .oneOf("google_meet", "zoom", "phone", "in_person", "custom")
                                .alias("Google Meet", "google_meet")
                                .alias("Phone Call", "phone")
                                .alias("In-Person", "in_person")
                                .defaultTo("google_meet"),
                        text("location_details"),
                        bool("is_active").required().defaultTo(true),
                        integer("buffer_minutes").required().defaultTo(0).between(0, MINUTES_OF_A_DAY),
                        integer("daily_limit").atLeast(1),
                        integer("advance_notice_hours").required().defaultTo(0).atLeast(0),
                        integer("availability_window_days")
                                .required()
                                .defaultTo(60)
                                .between(1, 730),
                        integer("slot_interval_minutes").between(5, 480).doc("Empty: the duration."),
                        text("timezone").doc("IANA; else the host's, else the organization's."),
                        text("confirmation_message"),
                        text("cancellation_message"),
                        jsonArray("custom_questions").required().defaultTo("[]"),
                        integers("reminder_offsets_minutes").required().defaultTo("[1440,120]"))
                .unique("profile_id", "slug")
                .access(HOSTED)
                .build();
    }

    private static Table availabilityRules() {
        return Table.named("availability_rules")
                .doc("Weekly hours, in the host's local time; several per weekday are allowed.")
                .columns(
                        uuid("event_type_id")
                                .required()
                                .references("event_types")
                                .onDelete(CASCADE),
                        host(),
                        integer("weekday").required().between(0, 6).doc("0 is Sunday."),
                        integer("start_time_minutes").required().between(0, MINUTES_OF_A_DAY),
                        integer("end_time_minutes").required().between(0, MINUTES_OF_A_DAY))
                .check(
                        "availability_rules_start_before_end",
                        Where.numberBelow("start_time_minutes", "end_time_minutes"))
                .access(HOSTED)
                .build();
    }

    private static Table blockedDates() {
        return Table.named("blocked_dates")
                .doc("Days off, which offer no slots.")
                .columns(
                        uuid("event_type_id")
                                .references("event_types")
                                .onDelete(CASCADE)
                                .doc("Empty: all event types of the host."),
                        host(),
                        date("date").required().indexed(),
                        date("end_date").doc("The last day of a range."),
                        text("reason"))
                .check("blocked_dates_date_not_after_end", Where.dateNotAbove("date", "end_date"))
                .access(HOSTED)
                .build();
    }

    private static Table bookings() {
        return Table.named("bookings")
                .doc("Appointments: those that members enter and those that guests book.")
                .columns(
                        text("title").required().notBlank().max(300).searched(),
                        text("description").searched(),
                        uuid("event_type_id").references("event_types").onDelete(CASCADE),
                        uuid("profile_id")
                                .references("profiles")
                                .onDelete(CASCADE)
                                .doc("The host of a public booking."),
                        uuid("user_id")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .defaultCurrentUser()
                                .doc("The member it is assigned to."),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        text("guest_name").max(200).searched(),
                        text("guest_email")
                                .max(320)
                                .normalised(Normalised.EMAIL)
                                .searched(),
                        text("guest_phone").max(32),
                        text("guest_notes"),
                        text("guest_timezone"),
                        json("answers").required().defaultTo("{}"),
                        timestamp("start_date_time").required(),
                        timestamp("end_date_time").required(),
                        text("timezone"),
                        text("location"),
                        text("meeting_link"),
                        text("notes"),
                        text("status")
                                .required()
                                .oneOf("scheduled", "confirmed", "rescheduled", "cancelled", "completed")
                                .defaultTo("scheduled")
                                .indexed(),
                        uuid("confirmation_token").required().defaultNewId().doc("What the guest's links carry."),
                        text("cancellation_reason"),
                        text("cancelled_by").oneOf("host", "guest"),
                        timestamp("cancelled_at"),
                        timestamp("completed_at"),
                        timestamp("previous_start_date_time"),
                        text("google_calendar_event_id").indexed(),
                        text("zoom_meeting_id"),
                        text("calendar_sync_status").oneOf("synced", "pending", "failed"),
                        text("calendar_sync_error"),
                        timestamp("next_reminder_at").readOnly(),
                        integers("reminders_sent")
                                .required()
                                .defaultTo("[]")
                                .readOnly()
                                .doc("Offsets, in minutes."))
                .uniqueEverywhere("confirmation_token")
                .check("bookings_start_before_end", Where.instantBelow("start_date_time", "end_date_time"))
                .activity("start_date_time")
                .due("next_reminder_at", Where.is("status", "scheduled", "confirmed", "rescheduled"))
                .access(Access.users())
                .build();
    }

    private static Table googleCalendarConnections() {
        return Table.named("google_calendar_connections")
                .doc("One calendar per member; connected through Google's consent page.")
                .columns(
                        host(),
                        text("google_user_id").readOnly(),
                        text("google_email").readOnly(),
                        text("access_token").secret().hidden(),
                        text("refresh_token").secret().hidden(),
                        timestamp("token_expiry").readOnly(),
                        texts("scopes").required().defaultTo("[]").readOnly(),
                        text("calendar_id").required().defaultTo("primary"),
                        text("calendar_name"),
                        bool("is_paused").required().defaultTo(false),
                        text("status")
                                .required()
                                .oneOf("connected", "broken")
                                .defaultTo("connected")
                                .readOnly(),
                        text("last_error").readOnly())
                .unique("profile_id")
                .access(connection())
                .build();
    }

    private static Table zoomConnections() {
        return Table.named("zoom_connections")
                .doc("The Zoom account that makes a member's meeting links.")
                .columns(
                        host(),
                        text("zoom_user_id").readOnly().doc("What Zoom's webhooks name as the host."),
                        text("zoom_account_id").readOnly(),
                        text("zoom_email").readOnly(),
                        text("access_token").secret().hidden(),
                        text("refresh_token").secret().hidden(),
                        timestamp("token_expiry").readOnly(),
                        text("status")
                                .required()
                                .oneOf("connected", "broken")
                                .defaultTo("connected")
                                .readOnly(),
                        text("last_error").readOnly())
                .unique("profile_id")
                .uniqueEverywhere("zoom_user_id")
                .access(connection())
                .build();
    }

    /** A member's own; made by the OAuth callback, paused and removed by the member. */
    private static Access connection() {
        return Access.own("profile_id").inserting(Rule.nobody());
    }
}
