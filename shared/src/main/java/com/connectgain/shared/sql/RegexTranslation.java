package com.connectgain.shared.sql;

import java.util.regex.Pattern;

/** Rewrites what differs between PostgreSQL's advanced regular expressions and Java's. */
final class RegexTranslation {

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private RegexTranslation(String source) {
        this.source = source;
    }

    static String toJava(String source) {
        if (source.startsWith("***=")) {
            return Pattern.quote(source.substring(4));
        }
        RegexTranslation translation = new RegexTranslation(source.startsWith("***:") ? source.substring(4) : source);
        translation.run();
        return translation.out.toString();
    }

    private void run() {
        while (at < source.length()) {
            char c = source.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> bracket();
                case '$' -> literal("\\z");
                case '{' -> brace();
                default -> {
                    out.append(c);
                    at++;
                }
            }
        }
    }

    private void literal(String text) {
        out.append(text);
        at++;
    }

    /** A brace that begins no repetition count is itself. */
    private void brace() {
        boolean counts = at + 1 < source.length() && Character.isDigit(source.charAt(at + 1));
        literal(counts ? "{" : "\\{");
    }

    private void escape() {
        if (at + 1 == source.length()) {
            throw SqlError.invalidRegex("invalid escape \\ sequence");
        }
        char c = source.charAt(at + 1);
        at += 2;
        switch (c) {
            case 'm' -> out.append("(?:\\b(?=\\w))");
            case 'M' -> out.append("(?:\\b(?<=\\w))");
            case 'y' -> out.append("\\b");
            case 'Y' -> out.append("\\B");
            case 'A' -> out.append("\\A");
            case 'Z' -> out.append("\\z");
            case 'B' -> out.append("\\\\");
            case 'Q', 'E', 'G', 'R', 'X', 'h', 'H', 'V', 'N', 'k', 'p', 'P', 'z', 'b' -> {
                if (c != 'b') {
                    throw SqlError.invalidRegex("invalid escape \\ sequence");
                }
                out.append("\\x08");
            }
            default -> out.append('\\').append(c);
        }
    }

    /** A bracket expression; Java would read nested brackets and ampersands in it as set operations. */
    private void bracket() {
        if (source.startsWith("[[:<:]]", at) || source.startsWith("[[:>:]]", at)) {
            out.append(source.charAt(at + 3) == '<' ? "(?:\\b(?=\\w))" : "(?:\\b(?<=\\w))");
            at += 7;
            return;
        }
        out.append('[');
        at++;
        if (at < source.length() && source.charAt(at) == '^') {
            literal("^");
        }
        if (at < source.length() && source.charAt(at) == ']') {
            literal("\\]");
        }
        while (at < source.length() && source.charAt(at) != ']') {
            char c = source.charAt(at);
            if (source.startsWith("[:", at)) {
                namedClass();
            } else if (c == '\\' && at + 1 < source.length()) {
                out.append('\\').append(source.charAt(at + 1));
                at += 2;
            } else {
                if (c == '[' || c == '&' || c == '^') {
                    out.append('\\');
                }
                out.append(c);
                at++;
            }
        }
        if (at == source.length()) {
            throw SqlError.invalidRegex("brackets [] not balanced");
        }
        literal("]");
    }

    private void namedClass() {
        int end = source.indexOf(":]", at);
        String name = end < 0 ? "" : source.substring(at + 2, end);
        out.append(
                switch (name) {
                    case "alpha" -> "\\p{IsAlphabetic}";
                    case "digit" -> "\\d";
                    case "alnum" -> "\\p{IsAlphabetic}\\d";
                    case "upper" -> "\\p{IsUppercase}";
                    case "lower" -> "\\p{IsLowercase}";
                    case "space" -> "\\s";
                    case "blank" -> " \\t";
                    case "punct" -> "\\p{Punct}";
                    case "xdigit" -> "0-9A-Fa-f";
                    case "cntrl" -> "\\p{Cntrl}";
                    case "graph" -> "\\p{Graph}";
                    case "print" -> "\\p{Print}";
                    case "word" -> "\\w";
                    default -> throw SqlError.invalidRegex("invalid character class");
                });
        at = end + 2;
    }
}
