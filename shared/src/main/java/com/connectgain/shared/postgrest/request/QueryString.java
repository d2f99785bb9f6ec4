package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.http.Request.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decodes a raw query string: {@code +} is a blank, and what is not a valid escape stays as it is, because curl sends
 * {@code >}, quotes and braces unencoded.
 */
public final class QueryString {

    private QueryString() {}

    public static List<Parameter> read(String raw) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start < raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            if (end > start) {
                int equals = raw.indexOf('=', start);
                boolean hasValue = equals >= 0 && equals < end;
                parameters.add(new Parameter(
                        decode(raw, start, hasValue ? equals : end), hasValue ? decode(raw, equals + 1, end) : ""));
            }
            start = end + 1;
        }
        return parameters;
    }

    private static String decode(String raw, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '%' || c == '+') {
                return decodeEscapes(raw, start, end);
            }
        }
        return raw.substring(start, end);
    }

    private static String decodeEscapes(String raw, int start, int end) {
        byte[] bytes = new byte[(end - start) * 3];
        int size = 0;
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            int high = c == '%' && i + 2 < end ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(raw.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes[size++] = (byte) (high * 16 + low);
                i += 2;
            } else if (c == '+') {
                bytes[size++] = ' ';
            } else if (c < 128) {
                bytes[size++] = (byte) c;
            } else {
                int width = Character.isHighSurrogate(c) && i + 1 < end ? 2 : 1;
                byte[] encoded = raw.substring(i, i + width).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, size, encoded.length);
                size += encoded.length;
                i += width - 1;
            }
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** The parameters sorted by name and encoded anew, for Content-Location. */
    static String canonical(List<Parameter> parameters) {
        List<Parameter> sorted = new ArrayList<>(parameters);
        sorted.sort(Comparator.comparing(Parameter::name));
        StringBuilder out = new StringBuilder();
        for (Parameter parameter : sorted) {
            out.append(out.isEmpty() ? "" : "&");
            encode(out, parameter.name());
            out.append('=');
            encode(out, parameter.value());
        }
        return out.toString();
    }

    private static void encode(StringBuilder out, String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~';
            if (plain) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
    }
}
