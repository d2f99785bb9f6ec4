package com.connectgain.shared.store;

import com.connectgain.shared.sql.CaseFolding;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The folded text of search rows: values in lower case, one per line, so that a match never runs from one value into
 * the next. A superset test: what it lets through is checked again on the row itself.
 */
final class SearchText {

    private static final int LONGEST = 4_000;
    private static final String CUT = "\uFFFF";

    private SearchText() {}

    /** The folded values of a row; one that is part of another is not repeated. */
    static String of(List<JsonNode> values) {
        List<String> folded = new ArrayList<>();
        for (JsonNode value : values) {
            collect(folded, value);
        }
        folded.sort(Comparator.comparingInt(String::length).reversed());
        StringBuilder text = new StringBuilder();
        for (String value : folded) {
            if (text.length() + value.length() > LONGEST) {
                return text.append(CUT).toString();
            }
            if (text.indexOf(value) < 0) {
                text.append(value).append('\n');
            }
        }
        return text.toString();
    }

    /** Whether a row with this text may match: a text that was cut short may always. */
    static boolean mayMatch(String text, Predicate<String> matches) {
        return text.endsWith(CUT) || matches.test(text);
    }

    private static void collect(List<String> folded, JsonNode value) {
        if (value.isContainerNode()) {
            value.forEach(element -> collect(folded, element));
        } else if (!value.isNull() && !value.isMissingNode()) {
            folded.add(CaseFolding.lower(value.asText()));
        }
    }
}
