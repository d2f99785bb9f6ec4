package com.connectgain.functions.crm.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Countries by the digits that numbers begin with; the longest that fits counts, as {@code +1242} before {@code +1}. */
final class CallingCodes {

    private static final int LONGEST = 6;
    private static final String INTERNATIONAL = "00";

    private final Map<String, String> countries;

    private CallingCodes(Map<String, String> countries) {
        this.countries = countries;
    }

    static CallingCodes load() {
        try (InputStream file = CallingCodes.class.getResourceAsStream("calling-codes.txt")) {
            Map<String, String> countries = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int space = line.indexOf(' ');
                        String country = line.substring(space + 1);
                        for (String code : line.substring(0, space).split(",")) {
                            countries.put(code, country);
                        }
                    });
            return new CallingCodes(countries);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The English name of the country that a stored number belongs to. */
    Optional<String> countryOf(String phone) {
        String digits = phone.startsWith("+") ? phone.substring(1) : phone;
        if (digits.startsWith(INTERNATIONAL)) {
            digits = digits.substring(INTERNATIONAL.length());
        }
        for (int length = Math.min(LONGEST, digits.length()); length > 0; length--) {
            String country = countries.get(digits.substring(0, length));
            if (country != null) {
                return Optional.of(country);
            }
        }
        return Optional.empty();
    }
}
