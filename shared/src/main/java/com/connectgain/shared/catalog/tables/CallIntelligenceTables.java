package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bigint;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** How calls are analysed and scored, and what the analysis costs. */
public final class CallIntelligenceTables {

    private static final Access CONFIGURATION =
            Access.of(Rule.users(), Rule.managers(Permission.CAN_MANAGE_CALL_SETTINGS));

    /** US dollars per million tokens. */
    private static final BigDecimal INPUT_PRICE = new BigDecimal("0.15");

    private static final BigDecimal OUTPUT_PRICE = new BigDecimal("0.60");
    private static final int MILLION_DIGITS = 6;

    private CallIntelligenceTables() {}

    public static List<Table> tables() {
        return List.of(
                callIntelligenceSettings(),
                callTrackers(),
                callTrackerHits(),
                coachingScorecardTemplates(),
                callScorecards(),
                callMinutesQuota(),
                callMinutesAgentUsage(),
                callMinutesTopupLog(),
                callTokenUsage());
    }

    private static Table callIntelligenceSettings() {
        return Table.named("call_intelligence_settings")
                .doc("One row per organization.")
                .columns(
                        bool("is_enabled").required().defaultTo(true),
                        text("ai_vendor")
                                .required()
                                .oneOf("connectgain", "openai", "anthropic", "gemini", "ollama", "glm")
                                .defaultTo("connectgain"),
                        text("model"),
                        text("base_url").doc("Of a vendor that the organization runs itself."),
                        text("byok_key_encrypted").secret(),
                        text("key_preview").readOnly(),
                        jsonArray("keyword_lists").required().defaultTo("[]").doc("[{name, keywords}]."),
                        texts("call_types").required().defaultTo("[]").doc("Empty: the built-in list."),
                        texts("speech_hints")
                                .required()
                                .defaultTo("[]")
                                .doc("Tickers, products and names to listen for."),
                        text("summary_language").required().defaultTo("en"),
                        bool("compliance_enabled").required().defaultTo(true),
                        integer("audio_retention_days").atLeast(1).doc("Empty: as long as the record."),
                        integer("monthly_minutes_limit").atLeast(0).doc("Empty: what the plan includes."))
                .unique("organization_id")
                .access(CONFIGURATION)
                .build();
    }

    private static Table callTrackers() {
        return Table.named("call_trackers")
                .doc("Topics that every call is searched for.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("category")
                                .required()
                                .oneOf("competitor", "pricing", "objection", "feature", "custom")
                                .defaultTo("custom"),
                        text("detection_type")
                                .required()
                                .oneOf("keyword", "smart")
                                .defaultTo("keyword"),
                        texts("phrases").required().defaultTo("[]"),
                        text("concept"),
                        bool("is_active").required().defaultTo(true))
                .check("call_trackers_keyword_has_phrases", CallIntelligenceTables::saysWhatToFind)
                .access(CONFIGURATION)
                .build();
    }

    private static boolean saysWhatToFind(ObjectNode tracker) {
        return Where.is("detection_type", "smart").test(tracker)
                ? Where.written("concept").test(tracker)
                : Where.notEmpty("phrases").test(tracker);
    }

    private static Table callTrackerHits() {
        return Table.named("call_tracker_hits")
                .doc("Replaced as a whole when a call is reprocessed.")
                .columns(
                        uuid("call_record_id")
                                .required()
                                .references("call_records")
                                .onDelete(CASCADE),
                        uuid("tracker_id")
                                .required()
                                .references("call_trackers")
                                .onDelete(CASCADE),
                        integer("mention_count").required().defaultTo(0).atLeast(0),
                        texts("matched_phrases").required().defaultTo("[]"),
                        bool("is_ai").required().defaultTo(false))
                .unique("call_record_id", "tracker_id")
                .access(Access.readOnly())
                .build();
    }

    private static Table coachingScorecardTemplates() {
        return Table.named("coaching_scorecard_templates")
                .doc("What a call is scored by.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("description"),
                        jsonArray("criteria")
                                .required()
                                .defaultTo("[]")
                                .doc("[{id, label, description, max_score, weight}]."),
                        bool("is_active").required().defaultTo(true))
                .access(CONFIGURATION)
                .build();
    }

    private static Table callScorecards() {
        Rule reviewers = Rule.holders(Permission.CAN_ACCESS_CALL_INTELLIGENCE).and(Rule.own("reviewer_id"));
        return Table.named("call_scorecards")
                .doc("One reviewer's scores of one call.")
                .columns(
                        uuid("call_record_id")
                                .required()
                                .references("call_records")
                                .onDelete(CASCADE),
                        uuid("template_id")
                                .references("coaching_scorecard_templates")
                                .onDelete(SET_NULL),
                        uuid("reviewer_id")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .defaultCurrentUser(),
                        jsonArray("scores").required().defaultTo("[]").doc("[{criterion_id, score, note}]."),
                        text("comment"),
                        numeric("total_score").derived(CallIntelligenceTables::total),
                        numeric("max_score").readOnly().doc("What the template allowed when it was scored."),
                        text("source").required().oneOf("ai", "manual").defaultTo("manual"))
                .access(Access.of(Rule.users(), reviewers.or(Rule.managers(Permission.CAN_MANAGE_CALL_SETTINGS))))
                .build();
    }

    private static JsonNode total(ObjectNode scorecard) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode entry : scorecard.path("scores")) {
            sum = sum.add(entry.path("score").decimalValue());
        }
        return Json.nodes().numberNode(sum);
    }

    private static Table callMinutesQuota() {
        return Table.named("call_minutes_quota")
                .doc("Allowance and use of a calendar month, in UTC.")
                .columns(
                        text("month").required().max(7).indexed().doc("YYYY-MM."),
                        integer("limit_minutes").required().defaultTo(0).atLeast(0),
                        integer("bonus_minutes").required().defaultTo(0).atLeast(0),
                        integer("used_minutes").required().defaultTo(0).atLeast(0),
                        timestamp("warned_at").doc("When 80 percent were reached."),
                        timestamp("critical_at").doc("When 95 percent were reached."))
                .unique("month")
                .access(Access.readOnly())
                .build();
    }

    private static Table callMinutesAgentUsage() {
        return Table.named("call_minutes_agent_usage")
                .doc("A month's minutes by agent.")
                .columns(
                        text("month").required().max(7).indexed().doc("YYYY-MM."),
                        uuid("agent_id").required().references("profiles").onDelete(CASCADE),
                        integer("used_minutes").required().defaultTo(0).atLeast(0),
                        integer("call_count").required().defaultTo(0).atLeast(0))
                .unique("month", "agent_id")
                .access(Access.readOnly())
                .build();
    }

    private static Table callMinutesTopupLog() {
        return Table.named("call_minutes_topup_log")
                .doc("Bonus minutes, who granted them and why.")
                .columns(
                        text("month").required().max(7).indexed().doc("YYYY-MM."),
                        integer("minutes").required().atLeast(1),
                        text("reason"),
                        uuid("added_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed())
                .placed(Placement.LOGS)
                .access(Access.readOnly())
                .build();
    }

    private static Table callTokenUsage() {
        return Table.named("call_token_usage")
                .doc("Tokens and cost of call analysis, by calendar month in UTC.")
                .columns(
                        text("month").required().max(7).indexed().doc("YYYY-MM."),
                        bigint("input_tokens").required().defaultTo(0).atLeast(0),
                        bigint("output_tokens").required().defaultTo(0).atLeast(0),
                        bigint("total_tokens").derived(CallIntelligenceTables::tokens),
                        numeric("estimated_cost_usd").derived(CallIntelligenceTables::cost),
                        integer("call_count").required().defaultTo(0).atLeast(0))
                .unique("month")
                .access(Access.readOnly())
                .build();
    }

    private static JsonNode tokens(ObjectNode usage) {
        return Json.nodes()
                .numberNode(usage.path("input_tokens").longValue()
                        + usage.path("output_tokens").longValue());
    }

    private static JsonNode cost(ObjectNode usage) {
        BigDecimal input = usage.path("input_tokens").decimalValue().multiply(INPUT_PRICE);
        BigDecimal output = usage.path("output_tokens").decimalValue().multiply(OUTPUT_PRICE);
        return Json.nodes().numberNode(input.add(output).movePointLeft(MILLION_DIGITS));
    }
}
