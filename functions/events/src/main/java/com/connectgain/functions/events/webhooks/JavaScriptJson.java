package com.connectgain.functions.events.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * JSON exactly as {@code JSON.stringify(JSON.parse(text))} prints it. The documented receiver verifies signatures over
 * the body that it has parsed and printed again, so what we send and sign must survive that unchanged.
 */
final class JavaScriptJson {

    /** Array indices, as ECMAScript has them: members so named come first, in ascending order. */
    private static final BigInteger LARGEST_INDEX = BigInteger.TWO.pow(32).subtract(BigInteger.TWO);

    /** From here on, and below 1e-6, numbers are printed with an exponent. */
    private static final int LONGEST_PLAIN = 21;

    private static final int MOST_LEADING_ZEROS = 6;

    private JavaScriptJson() {}

    static String write(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder text) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, text);
            case ARRAY -> writeArray(node, text);
            case STRING -> writeString(node.textValue(), text);
            case NUMBER -> text.append(number(node.decimalValue()));
            case BOOLEAN -> text.append(node.booleanValue());
            default -> text.append("null");
        }
    }

    private static void writeObject(JsonNode object, StringBuilder text) {
        List<Map.Entry<String, JsonNode>> indices = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> names = new ArrayList<>();
        object.properties().forEach(member -> (isIndex(member.getKey()) ? indices : names).add(member));
        indices.sort(Comparator.comparingLong(member -> Long.parseLong(member.getKey())));
        text.append('{');
        indices.forEach(member -> writeMember(member, text));
        names.forEach(member -> writeMember(member, text));
        text.append('}');
    }

    private static void writeMember(Map.Entry<String, JsonNode> member, StringBuilder text) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(',');
        }
        writeString(member.getKey(), text);
        text.append(':');
        write(member.getValue(), text);
    }

    private static boolean isIndex(String name) {
        return name.matches("0|[1-9][0-9]{0,9}") && new BigInteger(name).compareTo(LARGEST_INDEX) <= 0;
    }

    private static void writeArray(JsonNode array, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            write(array.get(i), text);
        }
        text.append(']');
    }

    private static void writeString(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || isLone(value, i)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Half of a pair alone has no UTF-8 form; JavaScript escapes it. */
    private static boolean isLone(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }

    /** JavaScript has no other numbers than doubles; they are printed with as few digits as name them. */
    static String number(BigDecimal exact) {
        double value = exact.doubleValue();
        if (value == 0) {
            return "0";
        }
        if (Double.isInfinite(value)) {
            return "null";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String sign = value < 0 ? "-" : "";
        return sign + layOut(digits, point);
    }

    /** Java prints two digits at least, even where one names the number. */
    private static BigDecimal shortest(double value) {
        BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal single = printed.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return single.doubleValue() == value ? single : printed;
    }

    /** @param point how many digits stand before the decimal point; negative for zeros after it */
    private static String layOut(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= LONGEST_PLAIN) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= LONGEST_PLAIN) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-MOST_LEADING_ZEROS < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
