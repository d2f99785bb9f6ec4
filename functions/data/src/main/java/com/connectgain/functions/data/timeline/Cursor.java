package com.connectgain.functions.data.timeline;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Where a page of the timeline begins: at a moment, or right behind a row; in the order of the store's indexes. */
final class Cursor {

    private static final String IN_INDEX = "#";
    private static final char IN_ANSWER = '_';
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private Cursor() {}

    /** How the store's indexes sort this row by creation. */
    static String of(Row row) {
        return row.text("created_at") + IN_INDEX + row.id();
    }

    /** The same in a form that survives a query string. */
    static String print(String position) {
        int mark = position.indexOf(IN_INDEX);
        Instant moment = OffsetDateTime.parse(position.substring(0, mark)).toInstant();
        return moment.toString() + IN_ANSWER + position.substring(mark + 1);
    }

    /** @param before a moment, or what an answer gave as {@code next} */
    static String read(String before) {
        int mark = before.indexOf(IN_ANSWER);
        String moment = (mark < 0 ? before : before.substring(0, mark)).strip().replace(' ', '+');
        String id = mark < 0 ? "" : before.substring(mark + 1).strip();
        if (mark >= 0 && !ID.matcher(id).matches()) {
            throw invalid(before);
        }
        try {
            String position = DateTimes.print(OffsetDateTime.parse(moment).toInstant());
            return mark < 0 ? position : position + IN_INDEX + id;
        } catch (DateTimeException malformed) {
            throw invalid(before);
        }
    }

    private static Problem invalid(String before) {
        String shown = before.length() > 64 ? before.substring(0, 64) + "..." : before;
        return Problem.of(400, "22007", "Invalid before: " + shown)
                .withDetails("A moment such as 2026-01-31T12:00:00Z, or the next of the page before.");
    }
}
