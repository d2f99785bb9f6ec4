package com.connectgain.shared.store;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The folded text of search rows: values in lower case, one per line, so that a match never runs from one value into
 * the next. A superset test: what it lets through is checked again on the row itself.
 */
public final class SearchText {

    private static final int LONGEST = 4_000;

    private SearchText() {}

    static void append(StringBuilder text, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> append(text, element));
        } else if (!value.isNull() && !value.isMissingNode() && text.length() < LONGEST) {
            String folded = fold(value.asText());
            text.append(folded, 0, Math.min(folded.length(), LONGEST)).append('\n');
        }
    }

    /** Case folding as ILIKE does it: per character, so that no text changes its length. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
