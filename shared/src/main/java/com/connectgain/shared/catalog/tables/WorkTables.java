package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.date;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.integers;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.time;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;
import static com.connectgain.shared.catalog.Column.uuids;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;

/** Work to be done: tasks, and projects with their milestones, deliverables and support issues. */
final class WorkTables {

    private static final String[] STEP_STATUSES = {"PENDING", "IN_PROGRESS", "COMPLETED", "CANCELLED"};

    private WorkTables() {}

    static List<Table> tables() {
        return List.of(
                tasks(),
                taskActivities(),
                projects(),
                projectMembers(),
                projectMilestones(),
                projectDeliverables(),
                projectIssues(),
                projectSlaConfig(),
                projectStatusHistory(),
                projectActivities());
    }

    private static Table tasks() {
        return Table.named("tasks")
                .doc("Tasks, alone or for a contact, a deal or a conversation.")
                .columns(
                        text("title").required().notBlank().max(Fields.TITLE).searched(),
                        Fields.description().searched(),
                        text("priority")
                                .required()
                                .oneOf("LOW", "MEDIUM", "HIGH")
                                .defaultTo("MEDIUM")
                                .indexed(),
                        timestamp("due_date"),
                        Fields.member("assignee_id"),
                        uuid("contact_id").references("contacts").onDelete(OnDelete.CASCADE),
                        Fields.link("deal_id", "deals"),
                        Fields.link("conversation_id", "conversations"),
                        bool("completed").required().defaultTo(false).indexed(),
                        timestamp("completed_at"),
                        Fields.tags(),
                        jsonObject("recurrence").doc("{frequency, interval, weekday}"),
                        uuid("recurrence_of").doc("The task this one repeats."),
                        timestamp("due_notified_at").readOnly(),
                        Fields.author("created_by"))
                .activity("due_date")
                .due("due_date", WorkTables::awaitsDueDate)
                .access(Access.everyone())
                .build();
    }

    /** Open, and not yet announced for this due date: one that is moved is announced again. */
    private static boolean awaitsDueDate(ObjectNode row) {
        if (row.path("completed").asBoolean() || !row.hasNonNull("due_date")) {
            return false;
        }
        return !row.hasNonNull("due_notified_at")
                || instant(row, "due_notified_at").isBefore(instant(row, "due_date"));
    }

    private static OffsetDateTime instant(ObjectNode row, String column) {
        return OffsetDateTime.parse(row.path(column).asText());
    }

    private static Table taskActivities() {
        return Table.named("task_activities")
                .doc("The timeline of a task.")
                .columns(
                        Fields.parent("task_id", "tasks"),
                        text("activity_type").required(),
                        json("old_value"),
                        json("new_value"),
                        Fields.author("created_by"))
                .placed(Placement.LOGS)
                .access(Access.readOnly())
                .build();
    }

    private static Table projects() {
        return Table.named("projects")
                .doc("Delivery projects with an end, and support projects that collect issues.")
                .columns(
                        text("name").required().notBlank().max(Fields.TITLE).searched(),
                        Fields.description().searched(),
                        text("type")
                                .required()
                                .oneOf("DELIVERY", "SUPPORT")
                                .defaultTo("DELIVERY")
                                .indexed(),
                        text("status")
                                .required()
                                .oneOf("PLANNING", "IN_PROGRESS", "ON_HOLD", "COMPLETED", "DELAYED", "CANCELLED")
                                .defaultTo("PLANNING")
                                .indexed(),
                        integer("progress").required().between(0, 100).defaultTo(0),
                        date("start_date"),
                        date("end_date"),
                        numeric("budget").atLeast(0),
                        Fields.currency("currency"),
                        Fields.member("owner_id"),
                        Fields.link("customer_contact_id", "contacts"),
                        Fields.link("company_id", "companies"),
                        Fields.link("deal_id", "deals"),
                        text("ticket_prefix").max(10).doc("With one, issues are numbered: CUS-001."),
                        integer("ticket_counter").required().defaultTo(0).readOnly(),
                        bool("is_public").required().defaultTo(false),
                        text("public_token").readOnly().doc("Made by the server; opens the timeline while is_public."),
                        Fields.tags(),
                        Fields.customFields(),
                        Fields.author("created_by"))
                .uniqueEverywhere("public_token")
                .access(Grants.projects())
                .build();
    }

    private static Table projectMembers() {
        return Table.named("project_members")
                .doc("The team of a project.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        Fields.owner("user_id"),
                        text("role"),
                        text("responsibility"))
                .unique("project_id", "user_id")
                .access(Grants.projects())
                .build();
    }

    private static Table projectMilestones() {
        return Table.named("project_milestones")
                .doc("Steps of a project, in order.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        text("name").required().notBlank().max(Fields.TITLE),
                        Fields.description(),
                        date("due_date"),
                        text("status").required().oneOf(STEP_STATUSES).defaultTo("PENDING"),
                        integer("order_index").required().defaultTo(0),
                        uuids("dependencies").required().defaultTo("[]").doc("Milestones that come first."),
                        timestamp("completed_at"))
                .access(Grants.projects())
                .build();
    }

    private static Table projectDeliverables() {
        return Table.named("project_deliverables")
                .doc("What a project hands over, under a milestone or not.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        Fields.link("milestone_id", "project_milestones"),
                        text("name").required().notBlank().max(Fields.TITLE),
                        Fields.description(),
                        date("due_date"),
                        text("status").required().oneOf(STEP_STATUSES).defaultTo("PENDING"),
                        Fields.member("assignee_id"),
                        timestamp("completed_at"))
                .access(Grants.projects())
                .build();
    }

    private static Table projectIssues() {
        return Table.named("project_issues")
                .doc("Support tickets: issues of a SUPPORT project.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        text("title").required().notBlank().max(Fields.TITLE).searched(),
                        text("description")
                                .required()
                                .notBlank()
                                .max(Fields.DESCRIPTION)
                                .searched(),
                        text("ticket_number").readOnly(),
                        text("category")
                                .oneOf("BUG", "FEATURE_REQUEST", "PERFORMANCE", "SECURITY", "OTHER")
                                .alias("FEATURE REQUEST", "FEATURE_REQUEST"),
                        text("priority")
                                .required()
                                .oneOf("LOW", "MEDIUM", "HIGH", "URGENT")
                                .defaultTo("MEDIUM")
                                .indexed(),
                        text("status")
                                .required()
                                .oneOf("OPEN", "IN_PROGRESS", "RESOLVED", "CLOSED")
                                .defaultTo("OPEN")
                                .indexed(),
                        Fields.member("assignee_id"),
                        Fields.link("customer_contact_id", "contacts"),
                        Fields.link("conversation_id", "conversations"),
                        timestamp("reported_at").required().defaultNow(),
                        text("fix_description"),
                        text("fix_steps"),
                        text("resolution_notes"),
                        timestamp("first_responded_at").readOnly(),
                        timestamp("resolved_at").readOnly(),
                        timestamp("response_due_at").readOnly(),
                        timestamp("resolution_due_at").readOnly(),
                        text("sla_status")
                                .oneOf("ON_TRACK", "AT_RISK", "VIOLATED", "MET")
                                .readOnly(),
                        timestamp("sla_check_at").hidden().doc("When time alone will have changed sla_status."),
                        Fields.author("created_by"))
                .activity("reported_at")
                .due("sla_check_at", row -> true)
                .access(Grants.projects())
                .build();
    }

    private static Table projectSlaConfig() {
        return Table.named("project_sla_config")
                .doc("Response and resolution targets of a support project, in hours.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        numeric("response_time_hours").required().atLeast(0).defaultTo(4),
                        numeric("resolution_time_hours").required().atLeast(0).defaultTo(24),
                        bool("business_hours_only").required().defaultTo(false),
                        time("business_hours_start").required().defaultTo("09:00:00"),
                        time("business_hours_end").required().defaultTo("17:00:00"),
                        integers("business_days")
                                .required()
                                .defaultTo("[1,2,3,4,5]")
                                .doc("Sunday is 0."),
                        jsonArray("holidays").required().defaultTo("[]"),
                        timestamp("apply_at").hidden().doc("Set while open issues are to be measured anew."))
                .unique("project_id")
                .due("apply_at", row -> true)
                .access(Grants.projects())
                .build();
    }

    private static Table projectStatusHistory() {
        return Table.named("project_status_history")
                .doc("Every change of a project's status.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        text("old_status"),
                        text("new_status").required(),
                        Fields.author("changed_by"))
                .placed(Placement.LOGS)
                .access(Grants.projectHistory())
                .build();
    }

    private static Table projectActivities() {
        return Table.named("project_activities")
                .doc("The activity log of a project.")
                .columns(
                        Fields.parent("project_id", "projects"),
                        text("activity_type").required(),
                        text("description"),
                        jsonObject("metadata").required().defaultTo("{}"),
                        Fields.author("created_by"))
                .placed(Placement.LOGS)
                .access(Grants.projectHistory())
                .build();
    }
}
