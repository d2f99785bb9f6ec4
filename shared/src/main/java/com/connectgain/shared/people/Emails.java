package com.connectgain.shared.people;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses: the documented pattern, stored lower case. */
public final class Emails {

    private static final int LONGEST = 320;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]{2,}");

    private Emails() {}

    public static Optional<String> normalise(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && ADDRESS.matcher(address).matches()
                ? Optional.of(address)
                : Optional.empty();
    }
}
