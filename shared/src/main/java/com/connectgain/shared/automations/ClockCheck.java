package com.connectgain.shared.automations;

import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses what a rule that the clock sets off would misread: it would run at another time, or for every row. */
final class ClockCheck {

    private static final String CONFIG = "trigger_config.";
    private static final List<String> OFFSETS = List.of("offset_days", "offset_hours", "offset_minutes");

    /** What can be said of a day, and of a moment. */
    private static final Set<String> WITH_DAYS = Set.of("contact", "contacts", "deal", "deals", "company", "companies");

    private static final Set<String> WITH_MOMENTS = Set.of("task", "tasks", "booking", "bookings");

    private ClockCheck() {}

    static void of(JsonNode row) {
        JsonNode config = row.path("trigger_config");
        switch (TriggerType.dotted(row.path("trigger_type").asText("")).orElse("")) {
            case "date.reached" -> date(config, row.path("conditions"));
            case "conversation.inactive" -> silence(config);
            default -> {}
        }
    }

    private static void date(JsonNode config, JsonNode conditions) {
        String entity = config.path("entity").asText("contact").toLowerCase(Locale.ROOT);
        boolean moments = WITH_MOMENTS.contains(entity);
        if (!moments && !WITH_DAYS.contains(entity)) {
            throw Problem.badRequest(CONFIG + "entity must be one of contact, deal, company, task, booking");
        }
        for (String offset : OFFSETS) {
            JsonNode value = config.path(offset);
            if (!isMissing(value) && !value.asText().matches("-?\\d{1,6}")) {
                throw Problem.badRequest(CONFIG + offset + " must be a whole number, negative for before");
            }
        }
        String field = config.path("field").asText("").strip();
        if (moments && (field.isEmpty() || Set.of("due_date", "start_date_time").contains(field))) {
            return;
        }
        if (config.path("offset_hours").asInt() != 0
                || config.path("offset_minutes").asInt() != 0) {
            throw Problem.badRequest(
                    CONFIG + "offset_days is what a date takes; hours and minutes are for due dates and bookings");
        }
        if (!config.path("at").asText("09:00").matches("([01]?\\d|2[0-3]):[0-5]\\d")) {
            throw Problem.badRequest(CONFIG + "at must be a time such as 09:00");
        }
        if (field.isEmpty() && conditions.isEmpty()) {
            throw Problem.badRequest(CONFIG + "field is required: a column or a custom field with a date")
                    .withHint("Or conditions that ask for a date, such as in_days");
        }
    }

    private static void silence(JsonNode config) {
        for (String age : List.of("hours", "minutes")) {
            JsonNode value = config.path(age);
            if (!isMissing(value) && !(value.isNumber() && value.asDouble() > 0)) {
                throw Problem.badRequest(CONFIG + age + " must be a number above zero");
            }
        }
        JsonNode direction = config.path("direction");
        if (!isMissing(direction)
                && !Set.of("INBOUND", "OUTBOUND").contains(direction.asText().toUpperCase(Locale.ROOT))) {
            throw Problem.badRequest(CONFIG + "direction must be INBOUND or OUTBOUND");
        }
    }

    private static boolean isMissing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
