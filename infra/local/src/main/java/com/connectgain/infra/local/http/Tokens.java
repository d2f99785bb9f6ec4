package com.connectgain.infra.local.http;

/** The character classes of RFC 9110. */
final class Tokens {

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Tokens::isTokenSign);
    }

    static boolean isFieldValue(String text) {
        return text.chars().allMatch(sign -> sign == '\t' || sign >= ' ' && sign != 0x7f);
    }

    static boolean isVisible(String text) {
        return text.chars().allMatch(sign -> sign > ' ' && sign < 0x7f);
    }

    /** Whether every percent sign is followed by two hexadecimal digits. */
    static boolean isEscaped(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (at + 2 >= text.length()
                    || Character.digit(text.charAt(at + 1), 16) < 0
                    || Character.digit(text.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenSign(int sign) {
        return sign >= 'a' && sign <= 'z'
                || sign >= 'A' && sign <= 'Z'
                || sign >= '0' && sign <= '9'
                || TOKEN_SIGNS.indexOf(sign) >= 0;
    }
}
