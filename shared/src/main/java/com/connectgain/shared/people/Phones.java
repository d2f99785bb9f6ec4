package com.connectgain.shared.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Phone numbers as the documents define them: E.164 with a leading plus, 8 to 15 digits. */
public final class Phones {

    private static final Pattern JID = Pattern.compile("@(s\\.whatsapp\\.net|c\\.us)$");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0\\u200E\\u200F\\-().]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{8,15}");

    private static final String INTERNATIONAL = "00";
    private static final String MISTAKEN = "+" + INTERNATIONAL;

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

    /** The number that is dialled: a stored {@code +0020...} was meant as {@code +20...}. */
    public static String dialled(String stored) {
        return stored.startsWith(MISTAKEN) ? "+" + stored.substring(MISTAKEN.length()) : stored;
    }

    /**
     * Every way in which a stored number may have been written, itself first: with and without the plus, with an
     * international {@code 00}, and in national form with and without its leading zero. People are matched by these, so
     * that one person who wrote differently is still one contact.
     *
     * @param countryCode the organization's country calling code, digits only; null when it has none
     */
    public static List<String> variations(String stored, String countryCode) {
        String digits = stored.startsWith("+") ? stored.substring(1) : stored;
        if (digits.startsWith(INTERNATIONAL)) {
            digits = digits.substring(INTERNATIONAL.length());
        }
        Set<String> spellings = new LinkedHashSet<>();
        String international = digits;
        if (countryCode != null && digits.startsWith("0")) {
            international = countryCode + digits.substring(1);
        }
        spellings.add(international);
        spellings.add(INTERNATIONAL + international);
        if (countryCode != null && international.startsWith(countryCode)) {
            String national = international.substring(countryCode.length());
            spellings.add(national);
            spellings.add("0" + national);
        }
        spellings.add(digits);
        Set<String> all = new LinkedHashSet<>();
        for (String spelling : spellings) {
            all.add("+" + spelling);
            all.add(spelling);
        }
        return List.copyOf(all);
    }

    /** Arabic-Indic and other decimal digits, as typed on a phone, read as ASCII. */
    private static String asciiDigits(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
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
