package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A cursor over one parameter that remembers, at the furthest place reached, what it looked for in vain: PostgREST's
 * messages are made of exactly that.
 */
final class Scanner {

    static final String END = "end of input";

    private final String source;
    private final String text;
    private int at;

    private int furthest = -1;
    private int found = -1;
    private boolean foundIsExplicit;
    private final List<String> expected = new ArrayList<>();

    /** @param source what is being parsed, as the message names it: {@code failed to parse filter (x)} */
    Scanner(String source, String text) {
        this.source = source;
        this.text = text;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** The character here, or NUL at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    char next() {
        return text.charAt(at++);
    }

    String from(int start) {
        return text.substring(start, at);
    }

    String rest() {
        return text.substring(at);
    }

    boolean accept(char c) {
        if (peek() == c && !isAtEnd()) {
            at++;
            return true;
        }
        if (at >= furthest) {
            expect(quoted(String.valueOf(c)));
        }
        return false;
    }

    /** Accepts the whole word or moves nowhere; a mismatch is reported where the word began, as Parsec does. */
    boolean accept(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        if (at < furthest) {
            return false;
        }
        int matched = 0;
        while (at + matched < text.length() && text.charAt(at + matched) == word.charAt(matched)) {
            matched++;
        }
        failAt(at, at + matched, false, quoted(word));
        return false;
    }

    /** Whether the word is next; nothing is noted when it is not. */
    boolean sees(String word) {
        return text.startsWith(word, at);
    }

    void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    static String quoted(String word) {
        return "\"" + word + "\"";
    }

    /** Notes that something was looked for here in vain. */
    void expect(String label) {
        failAt(at, at, false, label);
    }

    /** Notes that the character here must not be here. */
    void refuse(String label) {
        failAt(at, at, true, label);
    }

    void failAt(int place, int culprit, boolean explicit, String label) {
        if (place < furthest) {
            return;
        }
        if (place > furthest) {
            furthest = place;
            found = -1;
            foundIsExplicit = false;
            expected.clear();
        }
        if (found < 0 || explicit && !foundIsExplicit) {
            found = culprit;
            foundIsExplicit = explicit;
        }
        if (label != null) {
            expected.add(label);
        }
    }

    /** What is known of failures before an attempt that may be taken back. */
    record Attempt(int at, int furthest, int found, boolean foundIsExplicit, List<String> expected) {}

    Attempt attempt() {
        return new Attempt(at, furthest, found, foundIsExplicit, List.copyOf(expected));
    }

    /** Forgets the attempt, and all that failed in it. */
    void takeBack(Attempt attempt) {
        at = attempt.at();
        furthest = attempt.furthest();
        found = attempt.found();
        foundIsExplicit = attempt.foundIsExplicit();
        expected.clear();
        expected.addAll(attempt.expected());
    }

    Problem failure() {
        int column = text.codePointCount(0, Math.max(furthest, 0)) + 1;
        return PgrstError.unparsable("\"" + source + "\" (line 1, column " + column + ")", details());
    }

    private String details() {
        String unexpected;
        if (found >= text.length() || found < 0) {
            unexpected = END;
        } else {
            String character = text.substring(found, text.offsetByCodePoints(found, 1));
            unexpected = foundIsExplicit ? "'" + character + "'" : "\"" + character + "\"";
        }
        return "unexpected " + unexpected + (expected.isEmpty() ? "" : " expecting " + alternatives());
    }

    private String alternatives() {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(expected));
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        String last = distinct.removeLast();
        return String.join(", ", distinct) + " or " + last;
    }
}
