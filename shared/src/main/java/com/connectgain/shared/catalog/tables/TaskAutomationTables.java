package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.KEEP;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.integers;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.time;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;
import static com.connectgain.shared.catalog.Column.uuids;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import java.util.List;

/** Who gets the work: task distribution, skills, escalation of overdue work, reassignment of neglected deals. */
public final class TaskAutomationTables {

    private static final Access CONFIGURATION = Access.of(Rule.users(), Rule.managers(Permission.CAN_MANAGE_SETTINGS));

    private static final int MINUTES_OF_A_YEAR = 366 * 24 * 60;

    private TaskAutomationTables() {}

    public static List<Table> tables() {
        return List.of(
                taskAutomationRules(), taskAutomationLogs(), agentSkills(), escalationRules(), dealReassignmentRules());
    }

    private static Table taskAutomationRules() {
        return Table.named("task_automation_rules")
                .doc("Creates tasks on events or by the clock, and picks who gets them.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("description"),
                        text("trigger_type").required().indexed().doc("An event's name, or \"schedule\"."),
                        json("conditions").required().defaultTo("[]"),
                        text("condition_logic").required().oneOf("AND", "OR").defaultTo("AND"),
                        text("title_template").max(500),
                        text("description_template"),
                        text("priority")
                                .required()
                                .oneOf("LOW", "MEDIUM", "HIGH")
                                .defaultTo("MEDIUM"),
                        integer("due_in_minutes").atLeast(0),
                        text("task_category").doc("What agent_skills is matched with."),
                        text("strategy")
                                .required()
                                .oneOf("round_robin", "workload", "availability", "skills")
                                .defaultTo("round_robin"),
                        uuid("assignee_id")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .doc("A fixed assignee; wins over the strategy."),
                        uuids("eligible_user_ids").required().defaultTo("[]").doc("Empty: all agents."),
                        json("schedule").doc("{frequency, weekday, at, timezone} of a time-based rule."),
                        timestamp("next_run_at").readOnly(),
                        uuid("last_assigned_user_id").readOnly().doc("Where round-robin stands."),
                        bool("enabled").required().defaultTo(true),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .due("next_run_at", Where.isTrue("enabled"))
                .hears(Where.listed("trigger_type", "enabled"))
                .access(CONFIGURATION)
                .build();
    }

    private static Table taskAutomationLogs() {
        return Table.named("task_automation_logs")
                .doc("The audit trail of assignment decisions.")
                .columns(
                        uuid("rule_id").references("task_automation_rules").onDelete(KEEP),
                        text("trigger_event"),
                        text("event_id").indexed(),
                        uuid("task_id").references("tasks").onDelete(KEEP),
                        uuid("assignee_id").references("profiles").onDelete(KEEP),
                        text("strategy").oneOf("round_robin", "workload", "availability", "skills", "manual"),
                        jsonArray("candidates").required().defaultTo("[]").doc("Who was considered, and why not."),
                        text("status")
                                .required()
                                .oneOf("success", "failed", "skipped")
                                .indexed(),
                        text("reason"))
                .placed(Placement.LOGS)
                .access(Access.readOnly())
                .build();
    }

    private static Table agentSkills() {
        return Table.named("agent_skills")
                .doc("What an agent is good at, for assignment by skill.")
                .columns(
                        uuid("user_id").required().references("profiles").onDelete(CASCADE),
                        text("skill").required().notBlank().max(100).indexed(),
                        integer("level").required().defaultTo(1).between(1, 5),
                        numeric("weight").required().defaultTo(1).atLeast(0))
                .unique("user_id", "skill")
                .access(Access.of(Rule.users(), Rule.managers(Permission.CAN_MANAGE_TEAM)))
                .build();
    }

    private static Table escalationRules() {
        return Table.named("escalation_rules")
                .doc("What happens when a deadline passes unanswered.")
                .columns(
                        text("name").required().notBlank().max(200),
                        text("entity_type")
                                .required()
                                .oneOf("conversation", "task", "deal", "project_issue")
                                .indexed(),
                        text("condition")
                                .required()
                                .oneOf("overdue", "no_reply", "sla_at_risk", "sla_violated", "inactive")
                                .defaultTo("overdue")
                                .doc("Conversations: no_reply, inactive; deals: overdue, inactive; tasks: overdue;"
                                        + " issues: overdue, sla_at_risk, sla_violated."),
                        integer("after_minutes").required().defaultTo(0).between(0, MINUTES_OF_A_YEAR),
                        jsonArray("filters").required().defaultTo("[]").doc("[{field, operator, value}]."),
                        bool("business_hours_only").required().defaultTo(false),
                        time("business_hours_start").required().defaultTo("09:00:00"),
                        time("business_hours_end").required().defaultTo("17:00:00"),
                        integers("business_days")
                                .required()
                                .defaultTo("[1,2,3,4,5]")
                                .doc("Sunday is 0."),
                        texts("notify_roles").required().defaultTo("[\"OWNER\",\"ADMIN\"]"),
                        uuids("notify_user_ids").required().defaultTo("[]"),
                        uuid("reassign_to")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        bool("reassign").required().defaultTo(false).doc("Without reassign_to: by round-robin."),
                        jsonArray("actions").required().defaultTo("[]"),
                        bool("is_active").required().defaultTo(true),
                        timestamp("next_run_at").readOnly().doc("When the clock looks at the rule again."),
                        timestamp("scanned_until").readOnly().hidden())
                .due("next_run_at", Where.isTrue("is_active"))
                .access(CONFIGURATION)
                .build();
    }

    private static Table dealReassignmentRules() {
        return Table.named("deal_reassignment_rules")
                .doc("Open deals without activity move to the next agent, by round-robin.")
                .columns(
                        uuid("pipeline_id")
                                .references("pipelines")
                                .onDelete(CASCADE)
                                .doc("Empty: every pipeline without a rule of its own."),
                        integer("inactivity_days").required().defaultTo(7).between(1, 365),
                        bool("online_only").required().defaultTo(true),
                        uuids("eligible_user_ids").required().defaultTo("[]").doc("Empty: all agents."),
                        bool("is_active").required().defaultTo(true),
                        timestamp("last_run_at").readOnly(),
                        timestamp("next_run_at")
                                .readOnly()
                                .doc("Set while deals that are there already await their plan."),
                        uuid("last_assigned_user_id").readOnly().doc("Where round-robin stands."))
                .unique("pipeline_id")
                .due("next_run_at", Where.isTrue("is_active"))
                .access(CONFIGURATION)
                .build();
    }
}
