package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Trigger;
import java.util.List;
import java.util.Map;

/** Which table has which trigger. */
public final class Triggers {

    private Triggers() {}

    /** @param local whether the local cloud is what runs, where addresses of the own machine can be called */
    public static Map<String, Trigger> all(boolean local) {
        return Map.ofEntries(
                Map.entry("pipelines", new OneDefault("pipelines", "pipelines_is_default_key")),
                Map.entry("lifecycle_stages", new OneDefault("lifecycle_stages", "lifecycle_stages_is_default_key")),
                Map.entry("deals", new DealTrigger()),
                Map.entry("notes", new NoteTrigger()),
                Map.entry("tasks", new TaskTrigger()),
                Map.entry("contacts", new ContactTrigger()),
                Map.entry("tags", new TagTrigger()),
                Map.entry("companies", new CompanyTrigger()),
                Map.entry("conversations", new ConversationTrigger()),
                Map.entry("messages", new MessageTrigger()),
                Map.entry("templates", new TemplateTrigger()),
                Map.entry("projects", new ProjectTrigger()),
                Map.entry("project_milestones", new ProjectStepTrigger("MILESTONE")),
                Map.entry("project_deliverables", new ProjectStepTrigger("DELIVERABLE")),
                Map.entry("project_issues", new IssueTrigger()),
                Map.entry("project_sla_config", new SlaConfigTrigger()),
                Map.entry("teams", new TeamTrigger()),
                Map.entry("team_members", new TeamMemberTrigger()),
                Map.entry("organizations", new OrganizationTrigger()),
                Map.entry("profiles", new ProfileTrigger()),
                Map.entry("user_roles", new UserRoleTrigger()),
                Map.entry("webhook_configurations", new WebhookTrigger(local)),
                Map.entry("automation_rules", new AutomationRuleTrigger()),
                Map.entry("task_automation_rules", new TaskAutomationRuleTrigger()),
                Map.entry("escalation_rules", new EscalationRuleTrigger()),
                Map.entry(
                        "deal_reassignment_rules",
                        new WatchTrigger(List.of("pipeline_id", "inactivity_days", "is_active"))),
                Map.entry("call_events", new CallEventTrigger()),
                Map.entry("call_records", new CallRecordTrigger()),
                Map.entry("sequences", new SequenceTrigger()),
                Map.entry("sequence_enrollments", new EnrollmentTrigger()));
    }
}
