package com.connectgain.shared.log;

import java.util.regex.Pattern;

/** Takes out of a text what must never be logged. A net under careful callers, not a licence for careless ones. */
final class Redaction {

    private static final int LONGEST = 500;
    private static final int LONGEST_ROUTE = 120;
    private static final String MASK = "***";

    private static final Pattern SECRET = Pattern.compile(
            "(?i)eyJ[\\w-]+\\.[\\w.-]*|\\bcg_\\w+|\\bsk[-_]\\w[\\w-]*|enc:v1:\\S+|(?<=bearer )\\S+|[\\w-]{40,}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\"<>]+@[^\\s@\"<>]+");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])\\+?\\d[\\d ().-]{6,}\\d(?![\\w-])");
    private static final Pattern SPOKEN_SEGMENT = Pattern.compile("[A-Za-z][A-Za-z_-]{0,49}|v[0-9]");

    private Redaction() {}

    static String of(String text) {
        if (text == null) {
            return null;
        }
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        String withoutSecrets = SECRET.matcher(shortened).replaceAll(MASK);
        return NUMBER.matcher(ADDRESS.matcher(withoutSecrets).replaceAll(MASK)).replaceAll(MASK);
    }

    /** A path without its variable parts: those are ids at best, and tokens or phone numbers at worst. */
    static String route(String path) {
        StringBuilder route = new StringBuilder();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty() && route.length() < LONGEST_ROUTE) {
                route.append('/').append(SPOKEN_SEGMENT.matcher(segment).matches() ? segment : "*");
            }
        }
        return route.isEmpty() ? "/" : route.toString();
    }
}
