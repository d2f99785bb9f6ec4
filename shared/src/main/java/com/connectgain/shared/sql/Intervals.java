package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Intervals as {@code 1 year 2 mons 3 days 04:05:06}: whole units and a clock time, no fractions of units. */
final class Intervals {

    private static final long MICROS_PER_HOUR = 3600L * DateTimeFields.MICROS_PER_SECOND;
    private static final long MICROS_PER_MINUTE = 60L * DateTimeFields.MICROS_PER_SECOND;

    private long months;
    private long days;
    private long micros;

    private Intervals() {}

    static JsonNode read(Type type, String text) {
        Intervals interval = new Intervals();
        String[] tokens = NumberText.strip(text).toLowerCase(Locale.ROOT).split("\\s+");
        boolean ago = tokens.length > 1 && tokens[tokens.length - 1].equals("ago");
        int count = ago ? tokens.length - 1 : tokens.length;
        try {
            for (int i = 0; i < count; i++) {
                if (tokens[i].indexOf(':') >= 0) {
                    if (hasFullClock(tokens[i])) {
                        throw Problem.of(400, "22015", "interval field value out of range: \"" + text + "\"");
                    }
                    interval.addClock(tokens[i]);
                } else if (i + 1 < count) {
                    interval.add(Long.parseLong(tokens[i]), tokens[++i]);
                } else {
                    interval.addJoined(tokens[i]);
                }
            }
        } catch (Problem outOfRange) {
            throw outOfRange;
        } catch (RuntimeException unreadable) {
            throw SqlError.invalidDateTime(type.sqlName(), text);
        }
        if (ago) {
            interval.months = -interval.months;
            interval.days = -interval.days;
            interval.micros = -interval.micros;
        }
        return Json.nodes().textNode(interval.print());
    }

    /** Whether a minute or a second has 60 or more in it. */
    private static boolean hasFullClock(String token) {
        String[] parts = token.split(":");
        return Long.parseLong(parts[1]) > 59 || parts.length == 3 && Double.parseDouble(parts[2]) >= 60;
    }

    private void addJoined(String token) {
        int split = 0;
        while (split < token.length() && (Character.isDigit(token.charAt(split)) || token.charAt(split) == '-')) {
            split++;
        }
        add(Long.parseLong(token.substring(0, split)), split == token.length() ? "seconds" : token.substring(split));
    }

    private void addClock(String token) {
        boolean negative = token.startsWith("-");
        String clock = negative || token.startsWith("+") ? token.substring(1) : token;
        if (!clock.chars().allMatch(c -> c >= '0' && c <= '9' || c == ':' || c == '.')) {
            throw new IllegalArgumentException(token);
        }
        String[] parts = clock.split(":");
        if (parts.length > 3) {
            throw new IllegalArgumentException(token);
        }
        long total = Long.parseLong(parts[0]) * MICROS_PER_HOUR + Long.parseLong(parts[1]) * MICROS_PER_MINUTE;
        if (parts.length == 3) {
            total += Math.round(Double.parseDouble(parts[2]) * DateTimeFields.MICROS_PER_SECOND);
        }
        micros += negative ? -total : total;
    }

    private void add(long amount, String unit) {
        switch (unit) {
            case "y", "yr", "yrs", "year", "years" -> months += amount * 12;
            case "mon", "mons", "month", "months" -> months += amount;
            case "w", "week", "weeks" -> days += amount * 7;
            case "d", "day", "days" -> days += amount;
            case "h", "hr", "hrs", "hour", "hours" -> micros += amount * MICROS_PER_HOUR;
            case "m", "min", "mins", "minute", "minutes" -> micros += amount * MICROS_PER_MINUTE;
            case "s", "sec", "secs", "second", "seconds" -> micros += amount * DateTimeFields.MICROS_PER_SECOND;
            default -> throw new IllegalArgumentException(unit);
        }
    }

    private String print() {
        StringBuilder out = new StringBuilder();
        appendUnit(out, months / 12, "year");
        appendUnit(out, months % 12, "mon");
        appendUnit(out, days, "day");
        if (micros != 0 || out.isEmpty()) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            long size = Math.abs(micros);
            boolean afterNegative = days != 0 ? days < 0 : months < 0;
            out.append(micros < 0 ? "-" : afterNegative ? "+" : "");
            appendTwo(out, size / MICROS_PER_HOUR).append(':');
            appendTwo(out, size / MICROS_PER_MINUTE % 60).append(':');
            appendTwo(out, size / DateTimeFields.MICROS_PER_SECOND % 60);
            long fraction = size % DateTimeFields.MICROS_PER_SECOND;
            if (fraction != 0) {
                String digits = Long.toString(DateTimeFields.MICROS_PER_SECOND + fraction)
                        .substring(1);
                out.append('.').append(digits.replaceFirst("0+$", ""));
            }
        }
        return out.toString();
    }

    private static void appendUnit(StringBuilder out, long amount, String unit) {
        if (amount != 0) {
            out.append(out.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
            if (amount != 1) {
                out.append('s');
            }
        }
    }

    private static StringBuilder appendTwo(StringBuilder out, long value) {
        return out.append(value < 10 ? "0" : "").append(value);
    }

    /** Months of 30 days, days of 24 hours, as PostgreSQL compares them. */
    static int compare(String left, String right) {
        return Long.compare(length(left), length(right));
    }

    private static long length(String canonical) {
        Intervals interval = new Intervals();
        String[] tokens = canonical.split(" ");
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].indexOf(':') >= 0) {
                interval.addClock(tokens[i]);
            } else {
                interval.add(Long.parseLong(tokens[i]), tokens[++i]);
            }
        }
        return (interval.months * 30 + interval.days) * DateTimeFields.MICROS_PER_DAY + interval.micros;
    }
}
