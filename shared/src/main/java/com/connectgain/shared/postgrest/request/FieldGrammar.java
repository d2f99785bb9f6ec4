package com.connectgain.shared.postgrest.request;

import java.util.ArrayList;
import java.util.List;

/** Names, JSON paths and values: what select, filters and orders have in common. */
final class FieldGrammar {

    static final String FIELD_NAME = "field name (* or [a..z0..9_$])";
    private static final String JSON_KEY = "any non reserved character different from: .,>()";
    private static final String DELIMITER = "delimiter (.)";

    private FieldGrammar() {}

    static boolean delimiter(Scanner in) {
        if (in.peek() == '.') {
            in.next();
            return true;
        }
        in.expect(DELIMITER);
        return false;
    }

    /** A quoted or plain name, or null when there is none here. */
    static String name(Scanner in) {
        if (in.peek() == '"') {
            return quoted(in);
        }
        int start = in.at();
        identifier(in);
        if (in.at() == start) {
            in.expect(FIELD_NAME);
            return null;
        }
        while (in.peek() == '-') {
            if (in.peek(1) == '>') {
                in.failAt(in.at() + 1, in.at() + 1, true, null);
                return trimmed(in, start);
            }
            in.next();
            int part = in.at();
            identifier(in);
            if (in.at() == part) {
                in.expect("letter");
                in.expect("digit");
                throw in.failure();
            }
        }
        in.expect("letter");
        in.expect("digit");
        in.expect("\"-\"");
        return trimmed(in, start);
    }

    private static String trimmed(Scanner in, int start) {
        return in.from(start).strip();
    }

    private static void identifier(Scanner in) {
        while (isIdentifierCharacter(in.peek())) {
            in.next();
        }
    }

    private static boolean isIdentifierCharacter(char c) {
        return c >= 'a' && c <= 'z' || c == '_' || c == ' ' || c == '$' || Character.isLetterOrDigit(c);
    }

    /** A type or language name: letters, digits, blanks, underscores. */
    static String plainIdentifier(Scanner in) {
        int start = in.at();
        identifier(in);
        if (in.at() == start) {
            in.expect("letter");
            in.expect("digit");
            throw in.failure();
        }
        in.expect("letter");
        in.expect("digit");
        return trimmed(in, start);
    }

    /** {@code "..."} with backslash escapes; the cursor is on the opening quote. */
    static String quoted(Scanner in) {
        in.next();
        StringBuilder value = new StringBuilder();
        while (!in.isAtEnd()) {
            char c = in.next();
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && !in.isAtEnd()) {
                c = in.next();
            }
            value.append(c);
        }
        in.expect("\"\\\\\"");
        in.expect("\"\\\"\"");
        throw in.failure();
    }

    static FieldRef field(Scanner in) {
        in.skipSpaces();
        String name = name(in);
        if (name == null) {
            return null;
        }
        FieldRef field = new FieldRef(name, path(in));
        in.skipSpaces();
        return field;
    }

    static List<FieldRef.Step> path(Scanner in) {
        if (in.peek() != '-' || in.peek(1) != '>') {
            in.expect("\"->>\"");
            in.expect("\"->\"");
            return List.of();
        }
        List<FieldRef.Step> steps = new ArrayList<>();
        while (in.peek() == '-' && in.peek(1) == '>') {
            boolean text = in.peek(2) == '>';
            in.moveTo(in.at() + (text ? 3 : 2));
            steps.add(step(in, text));
        }
        in.expect("\"->>\"");
        in.expect("\"->\"");
        return List.copyOf(steps);
    }

    private static FieldRef.Step step(Scanner in, boolean text) {
        Integer index = index(in);
        if (index != null) {
            return FieldRef.Step.index(index, text);
        }
        if (in.peek() == '"') {
            return FieldRef.Step.key(quoted(in), text);
        }
        int start = in.at();
        keyRun(in);
        if (in.at() == start) {
            if (in.peek() == '-') {
                in.next();
                in.expect("digit");
            } else {
                in.expect("\"-\"");
                in.expect("digit");
                in.expect(JSON_KEY);
            }
            throw in.failure();
        }
        while (in.peek() == '-' && in.peek(1) != '>') {
            in.next();
            int part = in.at();
            keyRun(in);
            if (in.at() == part) {
                in.expect(JSON_KEY);
                throw in.failure();
            }
        }
        return FieldRef.Step.key(in.from(start).strip(), text);
    }

    private static void keyRun(Scanner in) {
        while (!in.isAtEnd() && "(-:.,>)".indexOf(in.peek()) < 0) {
            in.next();
        }
    }

    /** A number is an index only where the path, the field or the item ends with it; {@code ->1a} is a key. */
    private static Integer index(Scanner in) {
        int start = in.at();
        if (in.peek() == '-') {
            in.next();
        }
        int digits = in.at();
        while (in.peek() >= '0' && in.peek() <= '9') {
            in.next();
        }
        char after = in.peek();
        boolean ends = in.isAtEnd()
                || after == '.'
                || after == ','
                || after == ')'
                || after == '-' && in.peek(1) == '>'
                || after == ':' && in.peek(1) == ':';
        if (in.at() == digits || in.at() - digits > 9 || !ends) {
            if (in.at() > digits) {
                in.refuse("digit");
                for (String ending : List.of("\"->\"", "\"::\"", "\".\"", "\",\"", Scanner.END)) {
                    in.expect(ending);
                }
            }
            in.moveTo(start);
            return null;
        }
        return Integer.valueOf(in.from(start));
    }
}
