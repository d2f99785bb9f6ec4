package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** Reads numbers as PostgreSQL's input functions do, and prints them. NaN and the infinities are text nodes. */
final class NumberText {

    static final String NAN = "NaN";
    static final String INFINITY = "Infinity";
    static final String NEGATIVE_INFINITY = "-Infinity";

    private static final int MOST_INTEGRAL_DIGITS = 131072;
    private static final int MOST_SCALE = 16383;
    private static final BigDecimal LARGEST_DOUBLE = new BigDecimal(Double.MAX_VALUE);
    private static final BigDecimal LARGEST_REAL = new BigDecimal(Float.MAX_VALUE);

    private NumberText() {}

    static JsonNode read(Type type, String text) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> integer(type, text);
            case NUMERIC -> numeric(type, text);
            default -> floating(type, text);
        };
    }

    /** Digit by digit, because a number that grows too large is reported before the junk behind it. */
    private static JsonNode integer(Type type, String text) {
        String digits = strip(text);
        boolean negative = digits.startsWith("-");
        int start = negative || digits.startsWith("+") ? 1 : 0;
        long least = -largest(type.kind()) - 1;
        long value = 0;
        int at = start;
        for (; at < digits.length() && digits.charAt(at) >= '0' && digits.charAt(at) <= '9'; at++) {
            int digit = digits.charAt(at) - '0';
            if (value < (least + digit) / 10 || value * 10 < least + digit) {
                throw SqlError.outOfRange(type.sqlName(), text);
            }
            value = value * 10 - digit;
        }
        if (at == start || at < digits.length()) {
            throw SqlError.invalidSyntax(type, text);
        }
        if (!negative && value == least) {
            throw SqlError.outOfRange(type.sqlName(), text);
        }
        return node(negative ? value : -value);
    }

    private static long largest(Kind kind) {
        return switch (kind) {
            case SMALLINT -> Short.MAX_VALUE;
            case INTEGER -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    static JsonNode node(long value) {
        return value == (int) value
                ? Json.nodes().numberNode((int) value)
                : Json.nodes().numberNode(value);
    }

    /** A rounded number in an integer type; out of range is the type's own error. */
    static JsonNode integerNode(Type type, BigDecimal value) {
        BigInteger whole = value.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        long limit = largest(type.kind());
        if (whole.bitLength() > 63 || whole.longValue() > limit || whole.longValue() < -limit - 1) {
            throw SqlError.overflow(type.sqlName());
        }
        return node(whole.longValue());
    }

    private static JsonNode numeric(Type type, String text) {
        String stripped = strip(text);
        String special = special(stripped);
        if (special != null) {
            if (type.precision() != null && !special.equals(NAN)) {
                throw Problem.of(400, "22003", "numeric field overflow")
                        .withDetails("A field with precision " + type.precision() + ", scale " + scaleOf(type)
                                + " cannot hold an infinite value.");
            }
            return Json.nodes().textNode(special);
        }
        return Json.nodes().numberNode(fit(type, decimal(type, stripped, text)));
    }

    /** Rounds to the declared precision and scale, half away from zero. */
    static BigDecimal fit(Type type, BigDecimal value) {
        if (type.precision() == null) {
            return value;
        }
        int scale = scaleOf(type);
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > type.precision() - scale && rounded.signum() != 0) {
            throw SqlError.numericOverflow(type.precision(), scale);
        }
        return rounded;
    }

    private static int scaleOf(Type type) {
        return type.scale() == null ? 0 : type.scale();
    }

    private static BigDecimal decimal(Type type, String stripped, String text) {
        if (!isDecimal(stripped)) {
            throw SqlError.invalidSyntax(type, text);
        }
        BigDecimal value;
        try {
            value = new BigDecimal(stripped);
        } catch (NumberFormatException hugeExponent) {
            throw Problem.of(400, "22003", "value overflows numeric format");
        }
        if ((long) value.precision() - value.scale() > MOST_INTEGRAL_DIGITS) {
            throw Problem.of(400, "22003", "value overflows numeric format");
        }
        if (value.scale() > MOST_SCALE) {
            value = value.setScale(MOST_SCALE, RoundingMode.HALF_UP);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /**
     * Digits with at most one point and an optional exponent; the forms that {@link BigDecimal} reads, and no others.
     */
    private static boolean isDecimal(String text) {
        int i = 0;
        int length = text.length();
        if (i < length && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int digits = 0;
        boolean point = false;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            if (i < length && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
                i++;
            }
            int start = i;
            while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            if (i == start) {
                return false;
            }
        }
        return i == length;
    }

    private static JsonNode floating(Type type, String text) {
        String stripped = strip(text);
        String special = special(stripped);
        if (special != null) {
            return Json.nodes().textNode(special);
        }
        if (!isDecimal(stripped)) {
            throw SqlError.invalidSyntax(type, text);
        }
        boolean real = type.kind() == Kind.REAL;
        double value = real ? Float.parseFloat(stripped) : Double.parseDouble(stripped);
        boolean zeroed = value == 0 && stripped.chars().anyMatch(c -> c >= '1' && c <= '9');
        if (Double.isInfinite(value) || zeroed && !isZeroMantissa(stripped)) {
            throw Problem.of(400, "22003", "\"" + text + "\" is out of range for type " + type.sqlName());
        }
        return floatNode(type, value);
    }

    private static boolean isZeroMantissa(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    static JsonNode floatNode(Type type, double value) {
        String shortest = type.kind() == Kind.REAL ? Float.toString((float) value) : Double.toString(value);
        return Json.nodes().numberNode(trim(new BigDecimal(shortest)));
    }

    /** An exact number as float8 or float4. */
    static JsonNode floatNode(Type type, BigDecimal value) {
        BigDecimal largest = type.kind() == Kind.REAL ? LARGEST_REAL : LARGEST_DOUBLE;
        if (value.abs().compareTo(largest) > 0) {
            throw SqlError.outOfRange(type.sqlName(), value.toPlainString());
        }
        return floatNode(type, type.kind() == Kind.REAL ? value.floatValue() : value.doubleValue());
    }

    private static BigDecimal trim(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static String special(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> NAN;
            case "inf", "+inf", "infinity", "+infinity" -> INFINITY;
            case "-inf", "-infinity" -> NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** C's isspace, which is what the input functions skip. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** NaN is the largest of all, as PostgreSQL orders it. */
    static int compare(JsonNode left, JsonNode right) {
        if (left.isInt() && right.isInt()) {
            return Integer.compare(left.intValue(), right.intValue());
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        int rank = Integer.compare(rank(left), rank(right));
        return rank != 0 || !left.isNumber() ? rank : left.decimalValue().compareTo(right.decimalValue());
    }

    private static int rank(JsonNode node) {
        if (node.isNumber()) {
            return 1;
        }
        return switch (node.textValue()) {
            case NEGATIVE_INFINITY -> 0;
            case INFINITY -> 2;
            default -> 3;
        };
    }

    static String print(Type type, JsonNode node) {
        if (!node.isNumber()) {
            return node.asText();
        }
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        BigDecimal value = node.decimalValue();
        boolean floating = type.kind() == Kind.REAL || type.kind() == Kind.DOUBLE;
        return floating ? printFloat(type, value) : value.toPlainString();
    }

    /** The shortest exact form, in exponent notation outside 1e-4 .. 1e15 (1e6 for real). */
    private static String printFloat(Type type, BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal bare = value.stripTrailingZeros();
        int exponent = bare.precision() - bare.scale() - 1;
        int widest = type.kind() == Kind.REAL ? 6 : 15;
        if (exponent >= -4 && exponent < widest) {
            return bare.toPlainString();
        }
        String digits = bare.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = bare.signum() < 0 ? "-" : "";
        int size = Math.abs(exponent);
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" + size : size);
    }
}
