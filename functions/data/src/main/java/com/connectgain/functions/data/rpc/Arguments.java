package com.connectgain.functions.data.rpc;

import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The arguments of a call, typed. Null and the empty text are no argument, as in forms and query strings. */
final class Arguments {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_SHOWN = 64;

    private final ObjectNode sent;

    Arguments(ObjectNode sent) {
        this.sent = sent;
    }

    Optional<String> text(String name) {
        JsonNode value = sent.path(name);
        if (value.isContainerNode()) {
            throw invalid(name, value.toString());
        }
        return Optional.of(value.asText("").strip()).filter(text -> !text.isEmpty() && !value.isNull());
    }

    Optional<String> id(String name) {
        return text(name).map(text -> {
            if (!UUID.matcher(text).matches()) {
                throw Problem.of(400, "22P02", "invalid input syntax for type uuid: \"" + shown(text) + "\"")
                        .withDetails("Invalid " + name);
            }
            return text.toLowerCase(Locale.ROOT);
        });
    }

    Optional<BigDecimal> decimal(String name) {
        return text(name).map(text -> {
            try {
                if (text.length() <= LONGEST_NUMBER && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
                    return new BigDecimal(text);
                }
            } catch (NumberFormatException noNumber) {
                // Refused below, like a number of a thousand digits.
            }
            throw invalid(name, text);
        });
    }

    Optional<LocalDate> date(String name) {
        return text(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException noDate) {
                throw Problem.of(400, "22007", "Invalid " + name + ": " + shown(text))
                        .withDetails("A date such as 2026-01-31.");
            }
        });
    }

    Optional<Integer> number(String name, int least, int most) {
        return decimal(name).map(value -> {
            if (value.stripTrailingZeros().scale() > 0
                    || value.compareTo(BigDecimal.valueOf(least)) < 0
                    || value.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw Problem.of(400, "22023", name + " must be between " + least + " and " + most);
            }
            return value.intValueExact();
        });
    }

    private static Problem invalid(String name, String text) {
        return Problem.of(400, "22P02", "Invalid " + name + ": " + shown(text));
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
