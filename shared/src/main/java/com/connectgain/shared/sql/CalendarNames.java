package com.connectgain.shared.sql;

/** English names of months and days, whole or by their first three letters; words are given in lower case. */
final class CalendarNames {

    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    private static final String[] DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

    private CalendarNames() {}

    /** 1 to 12, or 0 when the word is no month. */
    static int month(String word) {
        return position(MONTHS, word);
    }

    static boolean isDay(String word) {
        return position(DAYS, word) != 0;
    }

    /** The one-based place of a name, given whole or by its first three letters. */
    private static int position(String[] names, String word) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(word) || word.length() == 3 && names[i].startsWith(word)) {
                return i + 1;
            }
        }
        return word.equals("sept") && names == MONTHS ? 9 : 0;
    }
}
