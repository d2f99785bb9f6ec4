package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates and times: canonical texts, as PostgreSQL's JSON output has them, and their order. The session is in UTC. */
public final class DateTimes {

    private static final String INFINITY = "infinity";
    private static final String NEGATIVE_INFINITY = "-infinity";
    private static final long LATEST_YEAR = 294276;
    private static final long EARLIEST_YEAR = -4713;
    private static final String ZERO_OFFSET = "+00:00";
    /** A day that every month has: up to here a well-formed text needs no calendar. */
    private static final int SAFE_DAY = 28;

    private static final int LAST_DAY = 31;

    private DateTimes() {}

    /** The canonical text of a timestamp with time zone. */
    public static String print(Instant moment) {
        return print(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), 'T', ZERO_OFFSET);
    }

    static JsonNode read(Type type, String text, Instant now) {
        return Json.nodes()
                .textNode(
                        switch (type.kind()) {
                            case DATE -> readDate(type, text, now);
                            case TIME -> readTime(type, text, now);
                            default -> readTimestamp(type, text, now);
                        });
    }

    /** What PostgreSQL's input functions call the type, which is not always its whole name. */
    private static String inputName(Type type) {
        return switch (type.kind()) {
            case TIME -> DateTimeFields.TIME;
            case TIMESTAMP -> "timestamp";
            default -> type.sqlName();
        };
    }

    private static String readTimestamp(Type type, String text, Instant now) {
        if (isCanonical(type, text, SAFE_DAY)) {
            return text;
        }
        DateTimeFields fields = DateTimeFields.read(inputName(type), text);
        if (!fields.hasDate && fields.special == null) {
            throw SqlError.invalidDateTime(inputName(type), text);
        }
        boolean zoned = type.kind() == Kind.TIMESTAMPTZ;
        String suffix = zoned ? ZERO_OFFSET : "";
        if (fields.special != null) {
            return switch (fields.special) {
                case INFINITY -> INFINITY;
                case NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
                case NOW -> print(LocalDateTime.ofInstant(now, ZoneOffset.UTC), 'T', suffix);
                case EPOCH -> print(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), 'T', suffix);
            };
        }
        ZoneId zone = zoned && fields.zone != null ? fields.zone : ZoneOffset.UTC;
        try {
            LocalDateTime local =
                    date(fields, now).atStartOfDay().plusNanos(Math.multiplyExact(fields.microsOfDay, 1000L));
            LocalDateTime utc = zone == ZoneOffset.UTC
                    ? local
                    : LocalDateTime.ofInstant(local.atZone(zone).toInstant(), ZoneOffset.UTC);
            checkRange(utc.getYear(), "timestamp out of range: \"" + text + "\"");
            return print(utc, 'T', suffix);
        } catch (DateTimeException beyond) {
            throw Problem.of(400, "22008", "timestamp out of range: \"" + text + "\"");
        }
    }

    private static void checkRange(int year, String message) {
        if (year > LATEST_YEAR || year < EARLIEST_YEAR) {
            throw Problem.of(400, "22008", message);
        }
    }

    private static LocalDate date(DateTimeFields fields, Instant now) {
        return fields.daysFromToday != null
                ? LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(fields.daysFromToday)
                : LocalDate.of(fields.year, fields.month, fields.day);
    }

    private static String readDate(Type type, String text, Instant now) {
        if (isPlainDate(text, SAFE_DAY) && text.length() == 10) {
            return text;
        }
        DateTimeFields fields = DateTimeFields.read(inputName(type), text);
        if (fields.special != null) {
            return switch (fields.special) {
                case INFINITY -> INFINITY;
                case NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
                case NOW -> print(LocalDate.ofInstant(now, ZoneOffset.UTC));
                case EPOCH -> "1970-01-01";
            };
        }
        if (!fields.hasDate) {
            throw SqlError.invalidDateTime(inputName(type), text);
        }
        LocalDate date = date(fields, now);
        if (date.getYear() > 5_874_897 || date.getYear() < EARLIEST_YEAR) {
            throw Problem.of(400, "22008", "date out of range: \"" + text + "\"");
        }
        return print(date);
    }

    private static String readTime(Type type, String text, Instant now) {
        DateTimeFields fields = DateTimeFields.read(inputName(type), text);
        if (fields.special == DateTimeFields.Special.NOW) {
            return print(LocalTime.ofInstant(now, ZoneOffset.UTC));
        }
        if (fields.special != null || !fields.hasTime) {
            throw SqlError.invalidDateTime(inputName(type), text);
        }
        return fields.microsOfDay == DateTimeFields.MICROS_PER_DAY
                ? "24:00:00"
                : print(LocalTime.ofNanoOfDay(fields.microsOfDay * 1000 % (DateTimeFields.MICROS_PER_DAY * 1000)));
    }

    private static String print(LocalDateTime moment, char separator, String zone) {
        StringBuilder out = new StringBuilder(32);
        boolean beforeChrist = moment.getYear() < 1;
        appendDate(out, moment.getYear(), moment.getMonthValue(), moment.getDayOfMonth());
        out.append(separator);
        appendTime(out, moment.getHour(), moment.getMinute(), moment.getSecond(), micros(moment.getNano()));
        out.append(zone);
        return beforeChrist ? out.append(" BC").toString() : out.toString();
    }

    private static int micros(int nanos) {
        return nanos / 1000;
    }

    private static String print(LocalDate date) {
        StringBuilder out = new StringBuilder(16);
        appendDate(out, date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        return date.getYear() < 1 ? out.append(" BC").toString() : out.toString();
    }

    private static String print(LocalTime time) {
        StringBuilder out = new StringBuilder(16);
        appendTime(out, time.getHour(), time.getMinute(), time.getSecond(), micros(time.getNano()));
        return out.toString();
    }

    private static void appendDate(StringBuilder out, int year, int month, int day) {
        int shown = year < 1 ? 1 - year : year;
        if (shown < 1000) {
            out.append("0".repeat(4 - Integer.toString(shown).length()));
        }
        out.append(shown).append('-');
        appendTwo(out, month);
        out.append('-');
        appendTwo(out, day);
    }

    private static void appendTime(StringBuilder out, int hour, int minute, int second, int micros) {
        appendTwo(out, hour);
        out.append(':');
        appendTwo(out, minute);
        out.append(':');
        appendTwo(out, second);
        if (micros != 0) {
            String digits = Integer.toString(1_000_000 + micros).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
    }

    private static void appendTwo(StringBuilder out, int value) {
        if (value < 10) {
            out.append('0');
        }
        out.append(value);
    }

    /** Rows written before this engine, or by another writer, may end in Z: their text is brought into form. */
    static String canonical(Type type, String text) {
        return isCanonical(type, text, LAST_DAY) || isInfinite(text) ? text : readTimestamp(type, text, Instant.EPOCH);
    }

    /** {@code YYYY-MM-DDTHH:MM:SS[.f]} in the era and the four-digit years where text order is time order. */
    private static boolean isCanonical(Type type, String text, int lastDay) {
        int end = text.length();
        if (type.kind() == Kind.TIMESTAMPTZ) {
            if (!text.endsWith(ZERO_OFFSET)) {
                return false;
            }
            end -= ZERO_OFFSET.length();
        }
        if (end < 19 || end == 20 || end > 26 || text.charAt(10) != 'T' || !isPlainDate(text, lastDay)) {
            return false;
        }
        if (!pair(text, 11, 23) || text.charAt(13) != ':' || !pair(text, 14, 59) || text.charAt(16) != ':') {
            return false;
        }
        if (!pair(text, 17, 59)) {
            return false;
        }
        if (end == 19) {
            return true;
        }
        for (int i = 20; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.charAt(19) == '.' && text.charAt(end - 1) != '0';
    }

    /** Whether the first ten characters are {@code YYYY-MM-DD} with a day up to {@code lastDay}. */
    private static boolean isPlainDate(String text, int lastDay) {
        if (text.length() < 10) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return text.charAt(0) > '0'
                && pair(text, 5, 12)
                && pair(text, 8, lastDay)
                && !isZero(text, 5)
                && !isZero(text, 8);
    }

    private static boolean isZero(String text, int at) {
        return text.charAt(at) == '0' && text.charAt(at + 1) == '0';
    }

    private static boolean pair(String text, int at, int most) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        return tens >= '0' && tens <= '9' && ones >= '0' && ones <= '9' && (tens - '0') * 10 + ones - '0' <= most;
    }

    private static boolean isInfinite(String text) {
        return text.equals(INFINITY) || text.equals(NEGATIVE_INFINITY);
    }

    static int compare(Type type, String left, String right) {
        if (type.kind() == Kind.TIME) {
            return left.compareTo(right);
        }
        if (type.kind() == Kind.DATE) {
            return isPlainDate(left, LAST_DAY)
                            && left.length() == 10
                            && isPlainDate(right, LAST_DAY)
                            && right.length() == 10
                    ? left.compareTo(right)
                    : Long.compare(epochDay(left), epochDay(right));
        }
        if (isCanonical(type, left, LAST_DAY) && isCanonical(type, right, LAST_DAY)) {
            return compareCanonical(type, left, right);
        }
        LocalDateTime a = moment(type, left);
        LocalDateTime b = moment(type, right);
        return a.compareTo(b);
    }

    /** Without the offset: a fraction makes a text longer and the moment later, so text order is time order. */
    private static int compareCanonical(Type type, String left, String right) {
        int cut = type.kind() == Kind.TIMESTAMPTZ ? ZERO_OFFSET.length() : 0;
        int leftEnd = left.length() - cut;
        int rightEnd = right.length() - cut;
        int common = Math.min(leftEnd, rightEnd);
        for (int i = 0; i < common; i++) {
            int difference = left.charAt(i) - right.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return leftEnd - rightEnd;
    }

    private static long epochDay(String text) {
        if (isInfinite(text)) {
            return text.equals(INFINITY) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        DateTimeFields fields = DateTimeFields.read("date", text);
        return date(fields, Instant.EPOCH).toEpochDay();
    }

    static LocalDateTime moment(Type type, String text) {
        if (isInfinite(text)) {
            return text.equals(INFINITY) ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        DateTimeFields fields = DateTimeFields.read(inputName(type), text);
        LocalDateTime local = date(fields, Instant.EPOCH).atStartOfDay().plusNanos(fields.microsOfDay * 1000);
        return fields.zone == null || fields.zone.equals(ZoneOffset.UTC)
                ? local
                : LocalDateTime.ofInstant(local.atZone(fields.zone).toInstant(), ZoneOffset.UTC);
    }

    /** PostgreSQL's text output: a blank between date and time, and {@code +00}. */
    static String printText(Type type, String canonical) {
        if (type.kind() != Kind.TIMESTAMP && type.kind() != Kind.TIMESTAMPTZ || isInfinite(canonical)) {
            return canonical;
        }
        String text = canonical(type, canonical);
        boolean beforeChrist = text.endsWith(" BC");
        String bare = beforeChrist ? text.substring(0, text.length() - 3) : text;
        if (type.kind() == Kind.TIMESTAMPTZ) {
            bare = bare.substring(0, bare.length() - 3);
        }
        return bare.replace('T', ' ') + (beforeChrist ? " BC" : "");
    }

    static String dateOf(Type type, String text) {
        return isInfinite(text) ? text : print(moment(type, text).toLocalDate());
    }

    static String timeOf(Type type, String text) {
        if (isInfinite(text)) {
            throw Problem.of(400, "22008", "cannot convert infinite timestamp to time");
        }
        return print(moment(type, text).toLocalTime());
    }
}
