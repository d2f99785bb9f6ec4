package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Members of an organization: names, rights, teams, hours, attendance, and what is kept for each of them alone. */
final class MemberTables {

    private static final Duration NOTIFICATIONS = Duration.ofDays(90);
    private static final String[] ROLES = {"OWNER", "ADMIN", "AGENT", "PROJECT_MANAGER", "TEAM_ADMIN"};
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private MemberTables() {}

    static List<Table> tables() {
        return List.of(
                profiles(),
                userRoles(),
                invitations(),
                teams(),
                teamMembers(),
                availabilitySlots(),
                loginSchedules(),
                attendanceLogs(),
                notifications(),
                notificationPreferences(),
                pushSubscriptions(),
                userPreferences());
    }

    private static Table profiles() {
        return Table.named("profiles")
                .doc("Members, one row per organization; id is the user's. Removed members stay, inactive.")
                .columns(
                        text("first_name").max(Fields.NAME).searched(),
                        text("last_name").max(Fields.NAME).searched(),
                        text("email")
                                .required()
                                .normalised(Normalised.EMAIL)
                                .readOnly()
                                .searched()
                                .indexed(),
                        bool("email_confirmed").required().defaultTo(false).readOnly(),
                        text("phone").normalised(Normalised.PHONE).indexed(),
                        text("avatar_url").max(Fields.URL),
                        text("username")
                                .max(Fields.NAME)
                                .normalised(Normalised.LOWER_CASE)
                                .doc("In the public address /schedule/{username}."),
                        text("timezone"),
                        text("language"),
                        text("role")
                                .oneOf(ROLES)
                                .readOnly()
                                .indexed()
                                .doc("Shown here, decided by user_roles, and written together with it."),
                        jsonObject("permissions")
                                .required()
                                .defaultTo("{}")
                                .writableBy(Grants.TEAM_MANAGERS)
                                .doc("Overrides of what the role gives."),
                        bool("is_active")
                                .required()
                                .defaultTo(true)
                                .writableBy(Grants.TEAM_MANAGERS)
                                .indexed(),
                        bool("is_online").required().defaultTo(false).indexed(),
                        timestamp("last_seen_at"),
                        bool("can_be_auto_assigned_conversations")
                                .required()
                                .defaultTo(true)
                                .writableBy(Grants.TEAM_MANAGERS),
                        bool("can_be_auto_assigned_tasks")
                                .required()
                                .defaultTo(true)
                                .writableBy(Grants.TEAM_MANAGERS),
                        integer("assignment_order").required().defaultTo(0).writableBy(Grants.TEAM_MANAGERS),
                        texts("specializations").required().defaultTo("[]").writableBy(Grants.TEAM_MANAGERS),
                        bool("restrict_login_to_schedule")
                                .required()
                                .defaultTo(false)
                                .writableBy(Grants.TEAM_MANAGERS),
                        bool("onboarding_completed").required().defaultTo(false),
                        jsonObject("onboarding_progress").required().defaultTo("{}"))
                .uniqueEverywhere("username")
                .access(new Access(
                        Rule.members(), Rule.nobody(), Rule.own("id").or(Grants.TEAM_MANAGERS), Rule.nobody(), true))
                .build();
    }

    private static Table userRoles() {
        return Table.named("user_roles")
                .doc("Membership: the role a user has in an organization. Administrators change it; OWNER stays OWNER.")
                .columns(
                        Fields.owner("user_id"),
                        text("role").required().oneOf(ROLES).indexed())
                .unique("user_id")
                .access(Access.readOnly().updating(Rule.administrators()))
                .build();
    }

    private static Table invitations() {
        return Table.named("invitations")
                .doc("Invitations by e-mail. The token opens exactly one account and is known to its link alone.")
                .columns(
                        text("email").required().normalised(Normalised.EMAIL).indexed(),
                        text("role").required().oneOf("ADMIN", "AGENT", "PROJECT_MANAGER", "TEAM_ADMIN"),
                        text("status")
                                .required()
                                .oneOf("PENDING", "ACCEPTED", "CANCELLED", "EXPIRED")
                                .defaultTo("PENDING")
                                .indexed(),
                        text("token_hash").required().hidden(),
                        text("token").secret().hidden().doc("For copying the link of a pending invitation."),
                        jsonObject("permissions").required().defaultTo("{}"),
                        Fields.expiry(),
                        timestamp("last_sent_at"),
                        integer("sent_count").required().defaultTo(0),
                        timestamp("accepted_at"),
                        Fields.author("invited_by"))
                .uniqueEverywhere("token_hash")
                .unique("invitations_pending_email_key", MemberTables::isPending, "email")
                .due("expires_at", MemberTables::isPending)
                .access(Access.readOnly().reading(Grants.TEAM_MANAGERS))
                .build();
    }

    private static boolean isPending(ObjectNode row) {
        return row.path("status").asText().equals("PENDING");
    }

    private static Table teams() {
        return Table.named("teams")
                .doc("Sub-teams: branches, departments, shifts; targets of team assignment.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        Fields.description(),
                        Fields.member("owner_id").doc("The Team Admin who manages the members."))
                .unique("name")
                .access(Grants.team().updating(Grants.TEAM_MANAGERS.or(Grants.teamAdmin("owner_id"))))
                .build();
    }

    private static Table teamMembers() {
        Rule writers = Grants.TEAM_MANAGERS.or(Grants.teamAdmin("managed_by"));
        return Table.named("team_members")
                .doc("Who is in which sub-team.")
                .columns(
                        Fields.parent("team_id", "teams"),
                        Fields.owner("user_id"),
                        uuid("managed_by")
                                .readOnly()
                                .doc("teams.owner_id, copied by the server: whom a Team Admin may change."))
                .unique("team_id", "user_id")
                .access(new Access(Rule.users(), writers, writers, writers, false))
                .build();
    }

    private static Table availabilitySlots() {
        Rule writers = Grants.TEAM_MANAGERS.or(Rule.own("user_id"));
        return Table.named("availability_slots")
                .doc("When a member takes automatically assigned work; several per day allowed.")
                .columns(
                        Fields.owner("user_id"),
                        Fields.weekday(),
                        Fields.startTime(),
                        Fields.endTime(),
                        text("timezone").required().defaultTo("UTC"))
                .access(new Access(Rule.users(), writers, writers, writers, false))
                .build();
    }

    private static Table loginSchedules() {
        return Table.named("login_schedules")
                .doc("When a member may sign in, in the organization's time, where the profile restricts it.")
                .columns(
                        Fields.owner("user_id"),
                        Fields.weekday(),
                        Fields.startTime(),
                        Fields.endTime(),
                        bool("enabled").required().defaultTo(true))
                .unique("user_id", "weekday")
                .access(Grants.aboutMember("user_id"))
                .build();
    }

    private static Table attendanceLogs() {
        return Table.named("attendance_logs")
                .doc("Working sessions; the open one has no clock_out_at.")
                .columns(
                        Fields.owner("user_id"),
                        timestamp("clock_in_at").required().defaultNow(),
                        timestamp("clock_out_at"),
                        text("status")
                                .oneOf("ACTIVE", "COMPLETED")
                                .derived(MemberTables::attendanceStatus)
                                .indexed(),
                        numeric("hours_worked").derived(MemberTables::hoursWorked))
                .unique("attendance_logs_open_key", MemberTables::isOpen, "user_id")
                .activity("clock_in_at")
                .access(Access.readOnly()
                        .reading(Rule.administrators().or(Rule.own("user_id")))
                        .deleting(Rule.administrators()))
                .build();
    }

    private static boolean isOpen(ObjectNode row) {
        return !row.hasNonNull("clock_out_at");
    }

    private static JsonNode attendanceStatus(ObjectNode row) {
        return Json.nodes().textNode(isOpen(row) ? "ACTIVE" : "COMPLETED");
    }

    private static JsonNode hoursWorked(ObjectNode row) {
        if (isOpen(row)) {
            return Json.nodes().nullNode();
        }
        OffsetDateTime in = OffsetDateTime.parse(row.path("clock_in_at").asText());
        OffsetDateTime out = OffsetDateTime.parse(row.path("clock_out_at").asText());
        BigDecimal seconds = BigDecimal.valueOf(Duration.between(in, out).toSeconds());
        return Json.nodes().numberNode(seconds.divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_UP));
    }

    private static Table notifications() {
        return Table.named("notifications")
                .doc("What a member is told about in the dashboard.")
                .columns(
                        Fields.owner("user_id"),
                        text("kind").required(),
                        text("title").required(),
                        text("body"),
                        text("link"),
                        text("entity_type"),
                        uuid("entity_id"),
                        jsonObject("data").required().defaultTo("{}"),
                        bool("is_read").required().defaultTo(false).indexed(),
                        timestamp("read_at"))
                .keptFor(NOTIFICATIONS)
                .access(Access.own("user_id").inserting(Rule.nobody()))
                .build();
    }

    private static Table notificationPreferences() {
        return Table.named("notification_preferences")
                .doc("Which notifications reach a member, and how. Without a row everything does.")
                .columns(
                        mine(),
                        bool("in_app_enabled").required().defaultTo(true),
                        bool("push_enabled").required().defaultTo(true),
                        bool("email_enabled").required().defaultTo(true),
                        jsonObject("kinds").required().defaultTo("{}").doc("A kind that is false is not sent."))
                .unique("user_id")
                .access(Access.own("user_id"))
                .build();
    }

    private static Table pushSubscriptions() {
        return Table.named("push_subscriptions")
                .doc("Browsers and devices that take Web Push messages.")
                .columns(
                        mine(),
                        text("endpoint").required().max(Fields.URL),
                        text("p256dh").required(),
                        text("auth").required().secret(),
                        text("user_agent"),
                        timestamp("last_used_at").readOnly())
                .unique("endpoint")
                .access(Access.own("user_id"))
                .build();
    }

    private static Table userPreferences() {
        return Table.named("user_preferences")
                .doc("Personal settings by section of the settings page: CHAT_CONTACTS, INBOX_LAYOUT and so on.")
                .columns(
                        mine(),
                        text("section").required().max(Fields.NAME),
                        jsonObject("preferences").required().defaultTo("{}"))
                .unique("user_id", "section")
                .access(Access.own("user_id"))
                .build();
    }

    private static Column mine() {
        return Fields.owner("user_id").defaultCurrentUser();
    }
}
