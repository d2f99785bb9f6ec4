package com.connectgain.shared.people;

import java.text.Normalizer;
import java.util.Map;

/**
 * Text as people look for it: without case, accents and vowel signs, and with the letters as one that are typed for
 * one another. José is found by jose, and an Arabic name whether or not its hamzas are written.
 */
public final class Folding {

    private static final int ASCII = 128;
    private static final int TATWEEL = 0x0640;

    /** Letters that do not decompose. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry(0x00DF, "ss"), // sharp s
            Map.entry(0x00E6, "ae"),
            Map.entry(0x0153, "oe"),
            Map.entry(0x00F8, "o"), // o with stroke
            Map.entry(0x0111, "d"), // d with stroke
            Map.entry(0x0142, "l"), // l with stroke
            Map.entry(0x0131, "i"), // dotless i
            Map.entry(0x0629, "\u0647"), // teh marbuta as heh
            Map.entry(0x0649, "\u064A"), // alef maksura as yeh
            Map.entry(0x06CC, "\u064A"), // Farsi yeh
            Map.entry(0x0671, "\u0627"), // alef wasla
            Map.entry(0x06A9, "\u0643")); // Farsi kaf

    private Folding() {}

    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII || c >= 'A' && c <= 'Z') {
                return folded(text);
            }
        }
        return text;
    }

    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(point -> append(folded, point));
        return folded.toString();
    }

    private static void append(StringBuilder folded, int point) {
        if (point < ASCII) {
            folded.append((char) Character.toLowerCase(point));
            return;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT || point == TATWEEL) {
            return;
        }
        int digit = Character.digit(point, 10);
        if (digit >= 0) {
            folded.append((char) ('0' + digit));
            return;
        }
        int lower = Character.toLowerCase(point);
        String letters = LETTERS.get(lower);
        if (letters != null) {
            folded.append(letters);
        } else {
            folded.appendCodePoint(lower);
        }
    }
}
