package com.connectgain.shared.sql;

import com.connectgain.shared.http.Problem;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A POSIX advanced regular expression run by Java's engine. Java backtracks, PostgreSQL does not: a match that takes
 * too many steps is refused instead of holding the processor.
 */
public final class RegexPattern {

    private static final int MOST_STEPS = 1_000_000;
    private static final int LONGEST_PATTERN = 2_000;

    private final String source;
    private final Pattern pattern;

    private RegexPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    public static RegexPattern of(String source, boolean foldsCase) {
        if (source.length() > LONGEST_PATTERN) {
            throw tooComplex();
        }
        int flags = Pattern.DOTALL | (foldsCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        try {
            return new RegexPattern(source, Pattern.compile(RegexTranslation.toJava(source), flags));
        } catch (PatternSyntaxException invalid) {
            throw SqlError.invalidRegex(reason(invalid.getDescription()));
        } catch (StackOverflowError nested) {
            throw tooComplex();
        }
    }

    private static Problem tooComplex() {
        return SqlError.invalidRegex("regular expression is too complex");
    }

    /** Java's complaint in PostgreSQL's words. */
    private static String reason(String description) {
        String text = description.toLowerCase(Locale.ROOT);
        if (text.contains("group") || text.contains("unmatched closing ')'")) {
            return "parentheses () not balanced";
        }
        if (text.contains("character class") || text.contains("']'")) {
            return "brackets [] not balanced";
        }
        if (text.contains("range")) {
            return text.contains("repetition") ? "invalid repetition count(s)" : "invalid character range";
        }
        if (text.contains("dangling")) {
            return "quantifier operand invalid";
        }
        if (text.contains("repetition") || text.contains("counted closure")) {
            return "invalid repetition count(s)";
        }
        return "invalid escape \\ sequence";
    }

    public boolean matches(String text) {
        try {
            return pattern.matcher(new CountedText(text, new int[1], 0, text.length()))
                    .find();
        } catch (StackOverflowError nested) {
            throw tooComplex();
        }
    }

    /** Counts how often the engine looks at a character. */
    private record CountedText(String text, int[] steps, int from, int to) implements CharSequence {

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw tooComplex();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text, steps, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegexPattern that
                && source.equals(that.source)
                && pattern.flags() == that.pattern.flags();
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
