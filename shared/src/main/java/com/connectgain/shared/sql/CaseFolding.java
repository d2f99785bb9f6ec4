package com.connectgain.shared.sql;

/** Lower case as PostgreSQL folds it for ILIKE: one code point to one, so that {@code ß} never matches {@code SS}. */
public final class CaseFolding {

    private CaseFolding() {}

    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || c >= 'A' && c <= 'Z') {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int start) {
        StringBuilder folded = new StringBuilder(text.length()).append(text, 0, start);
        for (int i = start; i < text.length(); ) {
            int point = text.codePointAt(i);
            folded.appendCodePoint(Character.toLowerCase(point));
            i += Character.charCount(point);
        }
        return folded.toString();
    }
}
