package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;

/**
 * The rows of one level that are wanted.
 *
 * @param limit null when there is none
 */
public record RowRange(long offset, Long limit) {

    public static final RowRange ALL = new RowRange(0, null);

    /** {@code Range: 0-19}; what is not such a range is no range. */
    static RowRange ofHeader(String header) {
        int dash = header.indexOf('-');
        if (dash < 1 || !isDigits(header, 0, dash) || !isDigits(header, dash + 1, header.length())) {
            return ALL;
        }
        long first = bounded(header.substring(0, dash));
        if (dash + 1 == header.length()) {
            return new RowRange(first, null);
        }
        long last = bounded(header.substring(dash + 1));
        if (last < first) {
            throw PgrstError.rangeNotSatisfiable(
                    "The lower boundary must be lower than or equal to the upper boundary in the Range header.");
        }
        return new RowRange(first, last - first + 1);
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long bounded(String digits) {
        return digits.length() > 15 ? 999_999_999_999_999L : Long.parseLong(digits);
    }

    /** The rows that both ranges name; {@code limit=0} wins over everything. */
    RowRange intersect(RowRange other) {
        if (isEmpty() || other.isEmpty()) {
            return new RowRange(0, 0L);
        }
        long from = Math.max(offset, other.offset);
        Long end = least(end(), other.end());
        if (end != null && end <= from) {
            throw PgrstError.rangeNotSatisfiable("Limit should be greater than or equal to zero.");
        }
        return new RowRange(from, end == null ? null : Long.valueOf(end - from));
    }

    private Long end() {
        return limit == null ? null : Long.valueOf(offset + limit);
    }

    private static Long least(Long left, Long right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Math.min(left, right);
    }

    private boolean isEmpty() {
        return limit != null && limit == 0;
    }

    /** With at most {@code most} rows. */
    public RowRange capped(long most) {
        return limit == null || limit > most ? new RowRange(offset, most) : this;
    }

    RowRange checked() {
        if (limit != null && limit < 0) {
            throw PgrstError.rangeNotSatisfiable("Limit should be greater than or equal to zero.");
        }
        return offset < 0 ? new RowRange(0, limit) : this;
    }

    /** Within an embed PostgREST leaves it to PostgreSQL to refuse. */
    RowRange checkedInside() {
        if (limit != null && limit < 0) {
            throw Problem.of(400, "2201W", "LIMIT must not be negative");
        }
        if (offset < 0) {
            throw Problem.of(400, "2201X", "OFFSET must not be negative");
        }
        return this;
    }
}
