package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form as browsers send it with a file (RFC 7578). */
record MultipartForm(Map<String, Part> parts) {

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int MOST_PARTS = 50;

    /** @param fileName null for a field */
    record Part(String fileName, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static MultipartForm read(String contentType, byte[] body) {
        Matcher found = BOUNDARY.matcher(contentType);
        if (!found.find()) {
            throw Problem.badRequest("multipart/form-data needs a boundary");
        }
        String boundary = found.group(1) != null ? found.group(1) : found.group(2);
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        Map<String, Part> parts = new LinkedHashMap<>();
        int at = indexOf(body, mark, 0);
        while (at >= 0 && parts.size() < MOST_PARTS) {
            int start = at + mark.length;
            int next = indexOf(body, mark, start);
            if (next < 0) {
                break;
            }
            read(Arrays.copyOfRange(body, start, next), parts);
            at = next;
        }
        if (parts.isEmpty()) {
            throw Problem.badRequest("The form has no parts");
        }
        return new MultipartForm(parts);
    }

    /** @param bytes from behind the boundary to the one that follows, with the line ends of both */
    private static void read(byte[] bytes, Map<String, Part> parts) {
        int head = indexOf(bytes, HEAD_END, 0);
        if (head < 0) {
            return;
        }
        String header = new String(bytes, 0, head, StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(header);
        if (!name.find()) {
            return;
        }
        Matcher file = FILE_NAME.matcher(header);
        int from = head + HEAD_END.length;
        int to = Math.max(from, bytes.length - 2);
        parts.put(name.group(1), new Part(file.find() ? file.group(1) : null, Arrays.copyOfRange(bytes, from, to)));
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    Optional<Part> file() {
        return parts.values().stream().filter(part -> part.fileName() != null).findFirst();
    }
}
