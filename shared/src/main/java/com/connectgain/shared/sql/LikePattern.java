package com.connectgain.shared.sql;

import com.connectgain.shared.http.Problem;
import java.util.Arrays;

/** A compiled LIKE or ILIKE pattern: {@code %} any run, {@code _} one character, backslash quotes the next one. */
public final class LikePattern {

    private static final int ANY_RUN = -1;
    private static final int ANY_ONE = -2;
    private static final int DANGLING = -3;

    private final String source;
    private final boolean foldsCase;
    private final int[] tokens;
    private final String infix;

    private LikePattern(String source, boolean foldsCase) {
        this.source = source;
        this.foldsCase = foldsCase;
        tokens = tokens(foldsCase ? CaseFolding.lower(source) : source);
        infix = infix(tokens);
    }

    public static LikePattern of(String pattern, boolean foldsCase) {
        return new LikePattern(pattern, foldsCase);
    }

    private static int[] tokens(String pattern) {
        int[] tokens = new int[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); ) {
            int point = pattern.codePointAt(i);
            i += Character.charCount(point);
            if (point == '%') {
                if (count == 0 || tokens[count - 1] != ANY_RUN) {
                    tokens[count++] = ANY_RUN;
                }
            } else if (point == '_') {
                tokens[count++] = ANY_ONE;
            } else if (point == '\\') {
                if (i == pattern.length()) {
                    tokens[count++] = DANGLING;
                } else {
                    int quoted = pattern.codePointAt(i);
                    i += Character.charCount(quoted);
                    tokens[count++] = quoted;
                }
            } else {
                tokens[count++] = point;
            }
        }
        return Arrays.copyOf(tokens, count);
    }

    /** The text between two {@code %} when that is all there is: a plain search. */
    private static String infix(int[] tokens) {
        int last = tokens.length - 1;
        if (last < 1 || tokens[0] != ANY_RUN || tokens[last] != ANY_RUN) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < last; i++) {
            if (tokens[i] < 0) {
                return null;
            }
            text.appendCodePoint(tokens[i]);
        }
        return text.toString();
    }

    /** The pattern as it was given. */
    public String source() {
        return source;
    }

    public boolean foldsCase() {
        return foldsCase;
    }

    /** The literal text, case-folded if the pattern folds, that every match begins with; empty when there is none. */
    public String prefix() {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            if (token < 0) {
                break;
            }
            text.appendCodePoint(token);
        }
        return text.toString();
    }

    /**
     * The longest literal run, case-folded if the pattern folds, that every match holds: what an index can look for.
     */
    public String longestLiteral() {
        String longest = "";
        StringBuilder run = new StringBuilder();
        for (int i = 0; i <= tokens.length; i++) {
            if (i < tokens.length && tokens[i] >= 0) {
                run.appendCodePoint(tokens[i]);
            } else {
                longest = run.length() > longest.length() ? run.toString() : longest;
                run.setLength(0);
            }
        }
        return longest;
    }

    public boolean matches(String text) {
        String subject = foldsCase ? CaseFolding.lower(text) : text;
        return infix != null ? subject.contains(infix) : matchesTokens(subject);
    }

    /** Backtracks to the last run only, which is enough: an earlier run can never do better. */
    private boolean matchesTokens(String subject) {
        int at = 0;
        int token = 0;
        int runToken = -1;
        int runAt = 0;
        while (at < subject.length()) {
            int expected = token < tokens.length ? tokens[token] : Integer.MIN_VALUE;
            int point = subject.codePointAt(at);
            if (expected == DANGLING) {
                throw Problem.of(400, "22025", "LIKE pattern must not end with escape character");
            }
            if (expected == ANY_RUN) {
                runToken = token++;
                runAt = at;
                if (token == tokens.length) {
                    return true;
                }
            } else if (expected == ANY_ONE || expected == point) {
                token++;
                at += Character.charCount(point);
            } else if (runToken >= 0) {
                runAt += Character.charCount(subject.codePointAt(runAt));
                at = runAt;
                token = runToken + 1;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY_RUN) {
            token++;
        }
        return token == tokens.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LikePattern that && source.equals(that.source) && foldsCase == that.foldsCase;
    }

    @Override
    public int hashCode() {
        return source.hashCode() + (foldsCase ? 1 : 0);
    }

    @Override
    public String toString() {
        return source;
    }
}
