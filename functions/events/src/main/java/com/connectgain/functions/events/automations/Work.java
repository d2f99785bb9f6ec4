package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;

/** The messages of the automations' queue: an event for every rule or for one, a delayed action, a stretch of a scan. */
public final class Work {

    public static final String QUEUE = "AUTOMATION_QUEUE";

    static final String RULE = "rule_id";
    static final String SCAN = "scan_rule_id";
    static final String PLAN = "plan_rule_id";
    static final String ESCALATION = "escalation_rule_id";
    static final String DELAYED = "delayed_action_id";

    private Work() {}

    /** An event that one rule alone shall hear: its retries, and what the clock tells it. */
    public static ObjectNode forRule(Event event, String rule) {
        return event.json().put(RULE, rule);
    }

    /** @param cursor where the scan goes on; null for the beginning */
    public static ObjectNode scan(Row rule, LocalDate day, String cursor) {
        return Json.object()
                .put(SCAN, rule.id())
                .put("organization_id", rule.organization())
                .put("day", day.toString())
                .put("cursor", cursor);
    }

    /** Open deals that were there before their rule. */
    public static ObjectNode plan(Row rule, String cursor) {
        return Json.object()
                .put(PLAN, rule.id())
                .put("organization_id", rule.organization())
                .put("cursor", cursor);
    }

    /** Deals whose deadline passed after {@code from}, and not after {@code until}. */
    public static ObjectNode escalation(Row rule, Instant from, Instant until, String cursor) {
        return Json.object()
                .put(ESCALATION, rule.id())
                .put("organization_id", rule.organization())
                .put("from", from.toString())
                .put("until", until.toString())
                .put("cursor", cursor);
    }

    public static ObjectNode delayed(Row action) {
        return Json.object().put(DELAYED, action.id()).put("organization_id", action.organization());
    }
}
