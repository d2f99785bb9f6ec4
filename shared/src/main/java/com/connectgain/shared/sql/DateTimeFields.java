package com.connectgain.shared.sql;

import com.connectgain.shared.http.Problem;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The fields of a date and time as people write them: ISO 8601, {@code 20260102}, {@code 1/2/2026} (month first),
 * {@code Jan 2, 2026}, with or without time, zone, AM/PM and BC, and PostgreSQL's special words.
 */
final class DateTimeFields {

    /** The words that stand for a moment instead of fields. */
    enum Special {
        NOW,
        EPOCH,
        INFINITY,
        NEGATIVE_INFINITY
    }

    static final String TIME = "time";

    static final long MICROS_PER_SECOND = 1_000_000L;
    static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

    private static final int LARGEST_OFFSET_HOURS = 15;
    private static final int HUGE = 99_999_999;

    private final String text;
    private final String typeName;
    private int at;

    Special special;
    boolean hasDate;
    int year;
    int month;
    int day;
    /** Days from today, for {@code today}, {@code tomorrow} and {@code yesterday}; null otherwise. */
    Integer daysFromToday;

    boolean hasTime;
    long microsOfDay;
    ZoneId zone;
    private Boolean afternoon;
    private boolean beforeChrist;
    private boolean yearWasShort;

    private DateTimeFields(String typeName, String text) {
        this.typeName = typeName;
        this.text = text;
    }

    static DateTimeFields read(String typeName, String text) {
        DateTimeFields fields = new DateTimeFields(typeName, text);
        fields.readAll();
        fields.settle();
        return fields;
    }

    private Problem invalid() {
        return SqlError.invalidDateTime(typeName, text);
    }

    private Problem outOfRange() {
        return SqlError.dateTimeOutOfRange(text);
    }

    /** A month or a day that no month has: PostgreSQL suspects the order of the fields. */
    private Problem misplaced() {
        return outOfRange().withHint("Perhaps you need a different \"datestyle\" setting.");
    }

    private void readAll() {
        skipSpaces();
        if (at == text.length()) {
            throw invalid();
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                readNumber();
            } else if (Character.isLetter(c)) {
                readWord();
            } else if (c == '+' || c == '-') {
                readSigned();
            } else if (c == ',') {
                at++;
            } else {
                throw invalid();
            }
            skipSpaces();
        }
    }

    private void readNumber() {
        int digits = countDigits(at);
        char next = charAt(at + digits);
        if (next == ':') {
            readTime();
        } else if (!hasDate && day == 0 && month == 0 && (next == '-' || next == '/' || next == '.')) {
            readSeparatedDate(next);
        } else if (!hasDate && !hasTime && (digits == 6 || digits == 4) && typeName.equals(TIME)) {
            readRunTogetherTime(digits);
        } else if (!hasDate && digits >= 6 && month == 0 && day == 0) {
            int split = at + digits - 4;
            setDate(number(at, split), number(split, split + 2), number(split + 2, split + 4), digits == 6);
            at += digits;
            skipDateTimeSeparator();
        } else if (hasDate && !hasTime && (digits == 6 || digits == 4) && at > 0 && isT(charAt(at - 1))) {
            readRunTogetherTime(digits);
        } else if (month != 0 && !hasDate) {
            readBesideMonthName(digits);
        } else if (month == 0 && !hasDate && digits <= 2) {
            if (day != 0 || number(at, at + digits) == 0) {
                throw invalid();
            }
            day = number(at, at + digits);
            at += digits;
        } else {
            throw invalid();
        }
    }

    private void readRunTogetherTime(int digits) {
        int hour = number(at, at + 2);
        int minute = number(at + 2, at + 4);
        int second = digits == 6 ? number(at + 4, at + 6) : 0;
        at += digits;
        setTime(hour, minute, second, readFraction());
    }

    /** {@code Jan 2 2026} and {@code 2 Jan 2026}: the month is named, the day comes before the year. */
    private void readBesideMonthName(int digits) {
        int value = number(at, at + digits);
        at += digits;
        if (day == 0 && digits <= 2) {
            day = value;
        } else {
            if (digits > 4 || digits == 3) {
                throw invalid();
            }
            year = value;
            yearWasShort = digits <= 2;
            hasDate = true;
        }
        if (charAt(at) == '-' && !hasDate && Character.isDigit(charAt(at + 1))) {
            at++;
        }
    }

    private void readSeparatedDate(char separator) {
        int[] parts = new int[3];
        int[] widths = new int[3];
        int namedMonth = -1;
        for (int i = 0; i < 3; i++) {
            int width = countDigits(at);
            if (width == 0) {
                int letters = countLetters(at);
                int named = CalendarNames.month(text.substring(at, at + letters).toLowerCase(Locale.ROOT));
                if (named == 0 || namedMonth >= 0) {
                    throw invalid();
                }
                namedMonth = i;
                parts[i] = named;
                at += letters;
            } else {
                parts[i] = number(at, at + width);
                widths[i] = width;
                at += width;
            }
            if (i < 2) {
                if (charAt(at) != separator) {
                    throw invalid();
                }
                at++;
            }
        }
        int yearAt = widths[0] > 2 ? 0 : 2;
        for (int i = 0; i < 3; i++) {
            if (widths[i] > 2 && i != yearAt || widths[i] == 3) {
                throw invalid();
            }
        }
        if (namedMonth == 1) {
            boolean yearFirst = widths[0] > 2;
            int which = yearFirst ? 0 : 2;
            setDate(parts[which], parts[1], parts[2 - which], widths[which] <= 2);
        } else if (widths[0] > 2) {
            setDate(parts[0], parts[1], parts[2], false);
        } else {
            setDate(parts[2], parts[0], parts[1], widths[2] <= 2);
        }
        skipDateTimeSeparator();
    }

    private void setDate(int newYear, int newMonth, int newDay, boolean shortYear) {
        year = newYear;
        month = newMonth;
        day = newDay;
        yearWasShort = shortYear;
        hasDate = true;
    }

    private void skipDateTimeSeparator() {
        if (isT(charAt(at)) && Character.isDigit(charAt(at + 1))) {
            at++;
        }
    }

    private void readTime() {
        if (hasTime) {
            throw invalid();
        }
        int hour = twoDigits();
        at++;
        int minute = twoDigits();
        int second = 0;
        long micros = 0;
        if (charAt(at) == ':') {
            at++;
            second = twoDigits();
            micros = readFraction();
        }
        setTime(hour, minute, second, micros);
    }

    private void setTime(int hour, int minute, int second, long micros) {
        if (hour > 24 || minute > 59 || second > 60 || hour == 24 && (minute | second | micros) != 0) {
            throw outOfRange();
        }
        hasTime = true;
        microsOfDay = ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + micros;
    }

    private long readFraction() {
        if (charAt(at) != '.') {
            return 0;
        }
        at++;
        int digits = countDigits(at);
        double fraction = digits == 0 ? 0 : Double.parseDouble("0." + text.substring(at, at + digits));
        at += digits;
        return (long) Math.rint(fraction * MICROS_PER_SECOND);
    }

    private int twoDigits() {
        int digits = countDigits(at);
        if (digits == 0 || digits > 2) {
            throw invalid();
        }
        int value = number(at, at + digits);
        at += digits;
        return value;
    }

    private void readWord() {
        int letters = countLetters(at);
        String word = text.substring(at, at + letters).toLowerCase(Locale.ROOT);
        int named = CalendarNames.month(word);
        if (named != 0 && month == 0) {
            month = named;
            at += letters;
            if (charAt(at) == '-' && day == 0 && Character.isDigit(charAt(at + 1))) {
                at++;
            }
            return;
        }
        if (word.equals("t") && hasDate && Character.isDigit(charAt(at + 1))) {
            at++;
            return;
        }
        switch (word) {
            case "now" -> special(Special.NOW, letters);
            case "epoch" -> special(Special.EPOCH, letters);
            case "infinity" -> special(Special.INFINITY, letters);
            case "today" -> relative(0, letters);
            case "tomorrow" -> relative(1, letters);
            case "yesterday" -> relative(-1, letters);
            case "am", "pm" -> {
                afternoon = word.equals("pm");
                at += letters;
            }
            case "bc", "ad" -> {
                beforeChrist = word.equals("bc");
                at += letters;
            }
            default -> {
                if (CalendarNames.isDay(word)) {
                    at += letters;
                } else {
                    readZoneName();
                }
            }
        }
    }

    private void special(Special which, int letters) {
        special = which;
        at += letters;
        skipSpaces();
        if (at != text.length() || hasDate || hasTime || day != 0 || month != 0) {
            throw invalid();
        }
    }

    private void relative(int days, int letters) {
        daysFromToday = days;
        hasDate = true;
        at += letters;
    }

    private void readZoneName() {
        if (zone != null) {
            throw invalid();
        }
        int end = at;
        while (end < text.length() && isZoneCharacter(text.charAt(end))) {
            end++;
        }
        zone = ZoneNames.find(text.substring(at, end));
        if (zone == null) {
            throw invalid();
        }
        at = end;
    }

    private void readSigned() {
        boolean negative = text.charAt(at) == '-';
        if (negative && !hasDate && text.regionMatches(true, at + 1, "infinity", 0, 8)) {
            at++;
            special(Special.NEGATIVE_INFINITY, 8);
            return;
        }
        if (zone != null) {
            throw invalid();
        }
        at++;
        int digits = countDigits(at);
        if (digits == 0) {
            throw invalid();
        }
        int hours;
        int minutes = 0;
        int seconds = 0;
        if (digits <= 2) {
            hours = number(at, at + digits);
            at += digits;
            if (charAt(at) == ':') {
                at++;
                minutes = twoDigits();
                if (charAt(at) == ':') {
                    at++;
                    seconds = twoDigits();
                }
            }
        } else {
            hours = number(at, at + digits - 2);
            minutes = number(at + digits - 2, at + digits);
            at += digits;
        }
        if (hours > LARGEST_OFFSET_HOURS || minutes > 59 || seconds > 59) {
            throw SqlError.zoneOutOfRange(text);
        }
        if (!hasTime) {
            throw invalid();
        }
        int total = (hours * 60 + minutes) * 60 + seconds;
        zone = ZoneOffset.ofTotalSeconds(negative ? -total : total);
    }

    /** Applies AM/PM, BC and two-digit years, and checks the calendar. */
    private void settle() {
        if (afternoon != null) {
            long hour = microsOfDay / (3600 * MICROS_PER_SECOND);
            if (!hasTime || hour > 12) {
                throw hasTime ? outOfRange() : invalid();
            }
            if (afternoon && hour < 12) {
                microsOfDay += 12 * 3600 * MICROS_PER_SECOND;
            } else if (!afternoon && hour == 12) {
                microsOfDay -= 12 * 3600 * MICROS_PER_SECOND;
            }
        }
        if (special != null || daysFromToday != null) {
            return;
        }
        if (!hasDate) {
            if (month != 0 || day != 0 || !hasTime) {
                throw invalid();
            }
            return;
        }
        if (yearWasShort && !beforeChrist) {
            year += year < 70 ? 2000 : 1900;
        }
        if (year == 0 || year == HUGE) {
            throw month > 12 || day > 31 ? misplaced() : outOfRange();
        }
        if (beforeChrist) {
            year = 1 - year;
        }
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            throw misplaced();
        }
        if (day > daysInMonth()) {
            throw outOfRange();
        }
    }

    private int daysInMonth() {
        return YearMonth.of(year, month).lengthOfMonth();
    }

    private int number(int from, int to) {
        if (to - from > 7) {
            return HUGE;
        }
        return Integer.parseInt(text, from, to, 10);
    }

    private int countDigits(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - from;
    }

    private int countLetters(int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private void skipSpaces() {
        while (at < text.length() && NumberText.isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isT(char c) {
        return c == 'T' || c == 't';
    }

    private static boolean isZoneCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '/' || c == '_' || c == '-' || c == '+';
    }
}
