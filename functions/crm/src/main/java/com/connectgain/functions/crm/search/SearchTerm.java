package com.connectgain.functions.crm.search;

import com.connectgain.shared.people.Folding;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody typed into a search field.
 *
 * @param typed as it was typed
 * @param text the whole of it, folded, its spaces single
 * @param words its words
 * @param digits its digits, where it may be a telephone number; else empty
 */
record SearchTerm(String typed, String text, List<String> words, String digits) {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0,;]+");
    private static final Pattern NUMBER = Pattern.compile("[+0-9 ().\\-/]+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
    private static final Pattern PREFIX = Pattern.compile("^0+");

    private static final int SHORTEST_NUMBER = 3;

    /** Without its zeros in front a number is met in many others, unless enough of it is left. */
    private static final int SHORTEST_NATIONAL = 6;

    static Optional<SearchTerm> of(String typed) {
        String text = SPACES.matcher(Folding.of(typed)).replaceAll(" ").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String digits = NUMBER.matcher(text).matches() ? NO_DIGIT.matcher(text).replaceAll("") : "";
        return Optional.of(new SearchTerm(
                typed, text, List.of(text.split(" ")), digits.length() >= SHORTEST_NUMBER ? digits : ""));
    }

    /** Whether a row with this search text may match: never says no to one that does. */
    boolean mayMatch(String searchText) {
        String folded = Folding.of(searchText);
        return areIn(folded) || isIn(folded);
    }

    /** Whether all words are in a text, in whatever order. */
    boolean inText(String value) {
        return value != null && areIn(Folding.of(value));
    }

    private boolean areIn(String folded) {
        for (String word : words) {
            if (!folded.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the number is part of one of these: with its country code, without it, with 00 or 0 in front. */
    boolean inNumbers(JsonNode numbers) {
        for (JsonNode number : numbers) {
            if (isIn(NO_DIGIT.matcher(number.asText()).replaceAll(""))) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(String number) {
        if (digits.isEmpty()) {
            return false;
        }
        String national = PREFIX.matcher(digits).replaceFirst("");
        return number.contains(digits) || national.length() >= SHORTEST_NATIONAL && number.contains(national);
    }

    /** Whether it is in the part of an address before the at sign; in all of it, where it says more than that part. */
    boolean inAddresses(JsonNode addresses) {
        boolean whole = text.indexOf('@') >= 0 || text.indexOf('.') >= 0;
        for (JsonNode address : addresses) {
            String folded = Folding.of(address.asText());
            int at = folded.lastIndexOf('@');
            if ((whole || at < 0 ? folded : folded.substring(0, at)).contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all words are in one text or number of a document, at any depth; names of fields do not count. */
    boolean inValues(JsonNode document) {
        if (document.isContainerNode()) {
            return document.valueStream().anyMatch(this::inValues);
        }
        return (document.isTextual() || document.isNumber()) && inText(document.asText());
    }

    /** Whether it is one of these tags. */
    boolean isOneOf(JsonNode tags) {
        for (JsonNode tag : tags) {
            if (Folding.of(tag.asText()).equals(text)) {
                return true;
            }
        }
        return false;
    }
}
