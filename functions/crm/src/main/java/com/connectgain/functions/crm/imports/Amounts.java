package com.connectgain.functions.crm.imports;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts as spreadsheets show them: {@code $1,200.50}, {@code 1 200,50 €}, {@code ١٢٠٠}. */
final class Amounts {

    private static final Pattern DECORATION = Pattern.compile("[\\s\\u00A0\\u202F'\\p{Sc}]|[A-Z]{3}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,10})?");

    /** A lone comma is a decimal comma unless three digits follow it. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]+,([0-9]{1,2}|[0-9]{4,10})");

    private Amounts() {}

    static Optional<BigDecimal> parse(String text) {
        String bare = DECORATION.matcher(digits(text)).replaceAll("");
        int comma = bare.lastIndexOf(',');
        int point = bare.lastIndexOf('.');
        if (comma > point && point >= 0 || DECIMAL_COMMA.matcher(bare).matches()) {
            bare = bare.replace(".", "").replace(',', '.');
        } else {
            bare = bare.replace(",", "");
        }
        return NUMBER.matcher(bare).matches() ? Optional.of(new BigDecimal(bare)) : Optional.empty();
    }

    private static String digits(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int digit = Character.digit(point, 10);
            ascii.appendCodePoint(digit >= 0 ? '0' + digit : point == 0x066B ? '.' : point == 0x066C ? ',' : point);
        });
        return ascii.toString();
    }
}
