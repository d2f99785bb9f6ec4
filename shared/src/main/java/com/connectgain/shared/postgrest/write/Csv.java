package com.connectgain.shared.postgrest.write;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values after RFC 4180; blank lines are skipped. */
final class Csv {

    private final String text;
    private final List<List<String>> lines = new ArrayList<>();
    private List<String> line = new ArrayList<>();
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    static List<List<String>> read(String text) {
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        csv.readAll();
        return csv.lines;
    }

    private void readAll() {
        while (at < text.length()) {
            line.add(text.charAt(at) == '"' ? quoted() : bare());
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                if (at == text.length()) {
                    line.add("");
                }
            } else {
                endLine();
            }
        }
        finish();
    }

    private void endLine() {
        while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            at++;
        }
        finish();
    }

    private void finish() {
        boolean blank = line.isEmpty() || line.size() == 1 && line.getFirst().isEmpty();
        if (!blank) {
            lines.add(line);
        }
        line = new ArrayList<>();
    }

    private String bare() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                break;
            }
        }
        return cell.append(bare()).toString();
    }
}
