package com.connectgain.shared.text;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands between {@code {{} and {@code }}}. */
sealed interface Token {

    /** The value; missing when the token means nothing here and stays as it is written. */
    JsonNode value(Variables variables);

    /**
     * A path into a value: {@code contact.phones[0]}, {@code contact.tags.join(',')}.
     *
     * @param steps names and positions below the root
     * @param separator what {@code join} puts between elements; null without {@code join}
     */
    record Reference(String root, List<String> steps, String separator) implements Token {

        @Override
        public JsonNode value(Variables variables) {
            JsonNode value = variables.get(root);
            if (value.isMissingNode()) {
                return value;
            }
            for (String step : steps) {
                value = value.isArray() ? value.path(position(step)) : value.path(step);
            }
            if (separator != null && value.isArray()) {
                List<String> elements = new ArrayList<>();
                value.forEach(element -> elements.add(Interpolator.plain(element)));
                return Json.nodes().textNode(String.join(separator, elements));
            }
            // The root is known: what it lacks is empty rather than literal.
            return value.isMissingNode() ? Json.nodes().nullNode() : value;
        }

        private static int position(String step) {
            return step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
        }
    }

    /** {@code now}, {@code now + 5 minutes}. */
    record Moment(Duration offset) implements Token {

        @Override
        public JsonNode value(Variables variables) {
            return variables
                    .now()
                    .<JsonNode>map(now -> Json.nodes().textNode(print(now.plus(offset))))
                    .orElse(Json.nodes().missingNode());
        }

        private static String print(Instant moment) {
            return Instant.ofEpochSecond(moment.getEpochSecond()).toString();
        }
    }

    Pattern NOW = Pattern.compile("now(?:\\s*([+-])\\s*(\\d{1,7})\\s*(second|minute|hour|day|week)s?)?");
    Pattern JOIN = Pattern.compile("(.+)\\.join\\(\\s*(?:'([^']*)'|\"([^\"]*)\")?\\s*\\)");
    Pattern PATH = Pattern.compile("([A-Za-z_][\\w-]*)((?:\\.[\\w-]+|\\[\\d{1,6}])*)");
    Pattern STEP = Pattern.compile("\\.([\\w-]+)|\\[(\\d+)]");
    Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));

    /** Empty for what is no token at all. */
    static Optional<Token> parse(String text) {
        Matcher now = NOW.matcher(text);
        if (now.matches()) {
            return Optional.of(new Moment(offset(now)));
        }
        Matcher join = JOIN.matcher(text);
        boolean joined = join.matches();
        Matcher path = PATH.matcher(joined ? join.group(1) : text);
        if (!path.matches()) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path.group(2));
        while (step.find()) {
            steps.add(step.group(1) == null ? step.group(2) : step.group(1));
        }
        return Optional.of(new Reference(path.group(1), List.copyOf(steps), joined ? separator(join) : null));
    }

    private static Duration offset(Matcher now) {
        if (now.group(1) == null) {
            return Duration.ZERO;
        }
        Duration distance = UNITS.get(now.group(3)).multipliedBy(Long.parseLong(now.group(2)));
        return now.group(1).equals("-") ? distance.negated() : distance;
    }

    private static String separator(Matcher join) {
        String single = join.group(2);
        String both = single == null ? join.group(3) : single;
        return both == null ? "," : both;
    }
}
