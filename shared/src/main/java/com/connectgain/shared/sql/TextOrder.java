package com.connectgain.shared.sql;

/** The C collation: texts by their code points, which is also the order of their UTF-8 bytes and of DynamoDB keys. */
public final class TextOrder {

    private TextOrder() {}

    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // UTF-16 puts the surrogates below U+E000..U+FFFF; code points do not.
                if (Character.isSurrogate(a) != Character.isSurrogate(b)) {
                    return Character.isSurrogate(a) ? 1 : -1;
                }
                return a - b;
            }
        }
        return left.length() - right.length();
    }
}
