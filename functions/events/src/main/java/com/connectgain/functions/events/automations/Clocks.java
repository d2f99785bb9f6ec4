package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Operator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on time: of the day, of the week, and since or until something. */
final class Clocks {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::\\d{2})?");
    private static final int DAYS_PER_WEEK = 7;

    private Clocks() {}

    /** {@code between 18:00 and 09:00} wraps midnight; the start belongs to it, the end does not. */
    static boolean time(LocalTime now, Operator operator, JsonNode expected) {
        List<LocalTime> times = times(expected);
        if (times.isEmpty()) {
            throw new ActionFailure("A condition on the time names no time, such as 09:00");
        }
        LocalTime first = times.getFirst();
        return switch (operator) {
            case BEFORE, LESS -> now.isBefore(first);
            case AFTER, GREATER -> !now.isBefore(first);
            default -> {
                if (times.size() < 2) {
                    throw new ActionFailure("A condition on the time needs a start and an end");
                }
                boolean inside = isBetween(now, first, times.get(1));
                yield operator.isNegative() != inside;
            }
        };
    }

    private static boolean isBetween(LocalTime now, LocalTime start, LocalTime end) {
        return start.isBefore(end)
                ? !now.isBefore(start) && now.isBefore(end)
                : !now.isBefore(start) || now.isBefore(end);
    }

    private static List<LocalTime> times(JsonNode expected) {
        List<LocalTime> times = new ArrayList<>();
        Matcher matcher = TIME.matcher(written(expected));
        while (matcher.find()) {
            int hour = Integer.parseInt(matcher.group(1));
            int minute = Integer.parseInt(matcher.group(2));
            if (hour > 23 || minute > 59) {
                throw new ActionFailure("No time of the day: " + matcher.group());
            }
            times.add(LocalTime.of(hour, minute));
        }
        return times;
    }

    /** In the order start, end, whatever the names of the two. */
    private static String written(JsonNode expected) {
        if (!expected.isObject()) {
            return expected.isTextual() ? expected.textValue() : expected.toString();
        }
        String start = expected.path(expected.has("from") ? "from" : "start").asText();
        String end = expected.path(expected.has("to") ? "to" : "end").asText();
        return start + " " + end;
    }

    /** {@code ["Monday", "TUE", 3]}; Sunday is 0, and 7 as well. */
    static boolean isDay(DayOfWeek today, JsonNode expected) {
        List<String> named = new ArrayList<>();
        if (expected.isArray()) {
            expected.forEach(day -> named.add(day.asText()));
        } else {
            named.addAll(List.of(expected.asText("").split("[,\\s]+")));
        }
        String name = today.name();
        return named.stream().map(day -> day.strip().toUpperCase(Locale.ROOT)).anyMatch(day -> isDay(today, name, day));
    }

    private static boolean isDay(DayOfWeek today, String name, String day) {
        if (day.matches("\\d")) {
            return Integer.parseInt(day) % DAYS_PER_WEEK == today.getValue() % DAYS_PER_WEEK;
        }
        return day.length() >= 3
                && name.startsWith(day.substring(0, Math.min(day.length(), name.length())))
                && name.length() >= day.length();
    }

    /** A number of hours, or {@code {"amount": 3, "unit": "days"}}. */
    static boolean olderThan(JsonNode actual, JsonNode expected, Instant now) {
        OffsetDateTime moment = Comparison.moment(actual);
        return moment != null && !moment.toInstant().isAfter(now.minus(age(expected)));
    }

    static Duration age(JsonNode expected) {
        double amount = expected.isObject()
                ? expected.path(expected.has("amount") ? "amount" : "value").asDouble(-1)
                : expected.asDouble(-1);
        if (amount < 0 || amount > 1_000_000) {
            throw new ActionFailure("An age must be a number of hours, or {amount, unit}");
        }
        String unit = expected.path("unit").asText("hours").toLowerCase(Locale.ROOT);
        double minutes = unit.startsWith("min") ? amount : unit.startsWith("day") ? amount * 24 * 60 : amount * 60;
        return Duration.ofMinutes(Math.round(minutes));
    }

    static boolean isInDays(JsonNode actual, JsonNode expected, LocalDate today, int direction) {
        LocalDate date = date(actual);
        return date != null && date.equals(today.plusDays((long) direction * expected.asLong()));
    }

    static boolean isWithinDays(JsonNode actual, JsonNode expected, LocalDate today) {
        LocalDate date = date(actual);
        return date != null && !date.isBefore(today) && !date.isAfter(today.plusDays(expected.asLong()));
    }

    private static LocalDate date(JsonNode value) {
        String text = value.asText("").strip();
        try {
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
