package com.connectgain.shared.people;

import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers as the documents define them: E.164 with a leading plus, 8 to 15 digits. */
public final class Phones {

    private static final Pattern JID = Pattern.compile("@(s\\.whatsapp\\.net|c\\.us)$");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0\\u200E\\u200F\\-().]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{8,15}");

    private Phones() {}

    /**
     * The stored form, or nothing when the text is no phone number. A leading {@code 00} is kept on purpose: the
     * documents state that {@code 00201017177777} becomes {@code +00201017177777}.
     */
    public static Optional<String> normalise(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String bare = SEPARATORS
                .matcher(JID.matcher(asciiDigits(text.strip())).replaceFirst(""))
                .replaceAll("");
        if (!NUMBER.matcher(bare).matches()) {
            return Optional.empty();
        }
        return Optional.of(bare.startsWith("+") ? bare : "+" + bare);
    }

    /** Arabic-Indic and other decimal digits, as typed on a phone, read as ASCII. */
    private static String asciiDigits(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    int digit = Character.digit(point, 10);
                    if (digit >= 0) {
                        ascii.append((char) ('0' + digit));
                    } else {
                        ascii.appendCodePoint(point);
                    }
                });
        return ascii.toString();
    }
}
