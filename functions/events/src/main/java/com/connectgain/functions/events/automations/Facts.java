package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Condition;
import com.connectgain.shared.automations.Operator;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the conditions of a rule ask about a situation. */
final class Facts {

    private static final Set<String> WORDS =
            Set.of("content", "text", "body", "transcript", "transcription", "caption");
    private static final Set<String> STAGES = Set.of("stage", "old_stage", "new_stage");
    private static final Set<String> CHANNELS = Set.of("channel_type", "channel");
    private static final Set<String> TIMES = Set.of("org_time", "time", "time_of_day");
    private static final Set<String> DAYS = Set.of("days_of_week", "day_of_week", "weekday");
    private static final Set<String> DEAL_COUNTS = Set.of("deals_count", "existing_deals", "deal_count");
    /** What is compared with several values, which may be written as one text with commas. */
    private static final Set<Operator> LISTS = Set.of(Operator.IN, Operator.NOT_IN, Operator.BETWEEN);

    private static final int MOST_COUNTED = 100;

    private final Situation situation;

    Facts(Situation situation) {
        this.situation = situation;
    }

    boolean hold(Condition condition) {
        return switch (condition) {
            case Condition.Test(String field, Operator operator, JsonNode value) -> test(field, operator, value);
            case Condition.Group group ->
                group.conditions().isEmpty()
                        || (group.any()
                                ? group.conditions().stream().anyMatch(this::hold)
                                : group.conditions().stream().allMatch(this::hold));
            case Condition.Unreadable unreadable -> throw new ActionFailure(unreadable.why());
        };
    }

    private boolean test(String field, Operator operator, JsonNode expected) {
        String last = field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        ZonedDateTime now = situation.event().at().atZone(situation.zone());
        if (TIMES.contains(field)) {
            return Clocks.time(now.toLocalTime(), operator, expected);
        }
        if (DAYS.contains(field)) {
            boolean listed = Clocks.isDay(now.getDayOfWeek(), expected);
            return operator.isNegative() != listed;
        }
        JsonNode actual = value(field, last);
        return switch (operator) {
            case EMPTY -> isEmpty(actual);
            case NOT_EMPTY -> !isEmpty(actual);
            case CONTAINS -> isEmpty(expected) ? !isEmpty(actual) : compare(last, operator, actual, expected);
            case OLDER_THAN -> Clocks.olderThan(actual, expected, now.toInstant());
            case IN_DAYS -> Clocks.isInDays(actual, expected, today(), 1);
            case DAYS_AGO -> Clocks.isInDays(actual, expected, today(), -1);
            case WITHIN_DAYS -> Clocks.isWithinDays(actual, expected, today());
            default -> compare(last, operator, actual, expected);
        };
    }

    private LocalDate today() {
        Instant now = situation.event().at();
        return LocalDate.ofInstant(now, situation.zone());
    }

    private boolean compare(String last, Operator operator, JsonNode actual, JsonNode expected) {
        boolean found = Comparison.of(operator.positive(), WORDS.contains(last))
                .holds(alternatives(last, actual), wanted(last, operator, expected));
        return operator.isNegative() != found;
    }

    JsonNode value(String field, String last) {
        if (DEAL_COUNTS.contains(last)) {
            return Json.nodes().numberNode(deals().size());
        }
        if (last.equals("open_deals_count")) {
            return Json.nodes()
                    .numberNode(deals().stream()
                            .filter(deal -> "OPEN".equals(deal.text("status")))
                            .count());
        }
        if (last.equals("has_deal")) {
            return Json.nodes().booleanNode(!deals().isEmpty());
        }
        JsonNode found = situation.get(root(field));
        for (String step : field.split("\\.", -1).length == 1 ? new String[0] : steps(field)) {
            found = found.isArray() && step.matches("\\d+") ? found.path(Integer.parseInt(step)) : child(found, step);
        }
        if (found.isMissingNode() || found.isNull()) {
            return fallback(last, found);
        }
        return found;
    }

    /** Names that the documents use for what a row has under another. */
    private JsonNode fallback(String last, JsonNode found) {
        return switch (last) {
            case "message_count" -> situation.get("conversation").path("message_count");
            case "last_message_time" -> situation.get("conversation").path("last_message_at");
            case "sentiment" -> situation.get("conversation").path("ai_sentiment");
            case "interest_level" -> situation.get("conversation").path("interest_level");
            case "channel_type" ->
                situation.channel().map(row -> row.get("type")).orElse(found);
            case "channel_name" ->
                situation.channel().map(row -> row.get("name")).orElse(found);
            default -> found;
        };
    }

    /** A column, else a custom field of the same name. */
    private static JsonNode child(JsonNode node, String name) {
        JsonNode column = node.path(name);
        return column.isMissingNode() ? node.path("custom_fields").path(name) : column;
    }

    private static String root(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }

    private static String[] steps(String field) {
        return field.substring(field.indexOf('.') + 1)
                .replaceAll("\\[(\\d+)]", ".$1")
                .split("\\.");
    }

    private List<Row> deals() {
        return situation
                .contact()
                .map(contact -> situation
                        .store()
                        .read(
                                situation.store().table("deals"),
                                situation.organizationId(),
                                Slice.of(new AccessPath.Equal("contact_id", contact.id()), MOST_COUNTED))
                        .rows())
                .orElse(List.of());
    }

    /** What a field says, in every way it may be said: a list's elements, a stage's id and its name. */
    private List<JsonNode> alternatives(String last, JsonNode actual) {
        List<JsonNode> values = new ArrayList<>();
        if (actual.isArray()) {
            actual.forEach(values::add);
        } else if (!actual.isNull() && !actual.isMissingNode()) {
            values.add(actual);
        }
        if (STAGES.contains(last)) {
            List.copyOf(values).forEach(stage -> values.addAll(Stages.namesOf(situation, stage.asText())));
            values.replaceAll(stage -> Json.nodes().textNode(Stages.folded(stage.asText())));
        } else if (CHANNELS.contains(last)) {
            values.replaceAll(Facts::channel);
        }
        return values;
    }

    private List<JsonNode> wanted(String last, Operator operator, JsonNode expected) {
        List<JsonNode> values = new ArrayList<>();
        if (LISTS.contains(operator) && expected.isTextual()) {
            for (String element : expected.textValue().split(",")) {
                values.add(Json.nodes().textNode(element.strip()));
            }
        } else if (expected.isArray()) {
            expected.forEach(values::add);
        } else if (expected.isObject()) {
            for (String[] pair : new String[][] {{"from", "to"}, {"start", "end"}, {"min", "max"}}) {
                if (expected.has(pair[0]) && expected.has(pair[1])) {
                    values.add(expected.path(pair[0]));
                    values.add(expected.path(pair[1]));
                }
            }
        } else if (!expected.isMissingNode() && !expected.isNull()) {
            values.add(expected);
        }
        if (STAGES.contains(last)) {
            values.replaceAll(stage -> Json.nodes().textNode(Stages.folded(stage.asText())));
        } else if (CHANNELS.contains(last)) {
            values.replaceAll(Facts::channel);
        }
        return values;
    }

    private static JsonNode channel(JsonNode type) {
        String name = type.asText().strip().toUpperCase(Locale.ROOT).replace(' ', '_');
        return Json.nodes()
                .textNode(
                        switch (name) {
                            case "EMAIL" -> "BULK_EMAIL";
                            case "MESSENGER", "FACEBOOK", "FACEBOOK_MESSENGER" -> "FB_MESSENGER";
                            case "WHATSAPP_BUSINESS" -> "WHATSAPP_CLOUD";
                            default -> name;
                        });
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isTextual() && value.textValue().isBlank()
                || value.isContainerNode() && value.isEmpty();
    }
}
