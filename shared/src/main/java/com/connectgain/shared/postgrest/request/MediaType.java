package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.postgrest.PgrstError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The representations that a result can be asked for. */
public enum MediaType {
    JSON("application/json"),
    JSON_STRIPPED("application/vnd.pgrst.array+json;nulls=stripped"),
    OBJECT("application/vnd.pgrst.object+json"),
    OBJECT_STRIPPED("application/vnd.pgrst.object+json;nulls=stripped"),
    CSV("text/csv"),
    /** How the rows are found, instead of the rows. */
    PLAN_JSON("application/vnd.pgrst.plan+json"),
    PLAN_TEXT("application/vnd.pgrst.plan+text");

    private final String mime;

    MediaType(String mime) {
        this.mime = mime;
    }

    public String mime() {
        return mime;
    }

    /** The Content-Type of an answer. */
    public String contentType() {
        return mime + "; charset=utf-8";
    }

    public boolean isSingular() {
        return this == OBJECT || this == OBJECT_STRIPPED;
    }

    public boolean stripsNulls() {
        return this == JSON_STRIPPED || this == OBJECT_STRIPPED;
    }

    public boolean isPlan() {
        return this == PLAN_JSON || this == PLAN_TEXT;
    }

    private record Wanted(String range, double quality) {}

    /** The best of an Accept header that can be served. */
    static MediaType negotiate(String accept) {
        return negotiate(accept, false);
    }

    /** @param explains whether a plan can be served as well */
    static MediaType negotiate(String accept, boolean explains) {
        List<Wanted> wanted = new ArrayList<>();
        for (String part : accept.split(",")) {
            if (!part.isBlank()) {
                wanted.add(new Wanted(withoutQuality(part), quality(part)));
            }
        }
        if (wanted.isEmpty()) {
            return JSON;
        }
        wanted.sort(Comparator.comparingDouble(Wanted::quality).reversed());
        for (Wanted one : wanted) {
            MediaType type = ofRange(one.range());
            if (type != null && (explains || !type.isPlan())) {
                return type;
            }
        }
        throw PgrstError.unacceptable(
                String.join(", ", wanted.stream().map(Wanted::range).toList()));
    }

    private static String withoutQuality(String part) {
        StringBuilder kept = new StringBuilder();
        for (String piece : part.split(";")) {
            if (!piece.strip().startsWith("q=")) {
                kept.append(kept.isEmpty() ? "" : ";").append(piece.strip());
            }
        }
        return kept.toString();
    }

    private static double quality(String part) {
        for (String piece : part.split(";")) {
            if (piece.strip().startsWith("q=")) {
                try {
                    return Double.parseDouble(piece.strip().substring(2));
                } catch (NumberFormatException unreadable) {
                    return 1;
                }
            }
        }
        return 1;
    }

    private static MediaType ofRange(String range) {
        String[] pieces = range.toLowerCase(Locale.ROOT).split(";");
        boolean stripped = false;
        for (int i = 1; i < pieces.length; i++) {
            stripped |= pieces[i].strip().equals("nulls=stripped");
        }
        return switch (pieces[0].strip()) {
            case "application/json", "*/*", "application/*" -> JSON;
            case "application/vnd.pgrst.array+json", "application/vnd.pgrst.array" -> stripped ? JSON_STRIPPED : JSON;
            case "application/vnd.pgrst.object+json", "application/vnd.pgrst.object" ->
                stripped ? OBJECT_STRIPPED : OBJECT;
            case "text/csv" -> CSV;
            case "application/vnd.pgrst.plan+json" -> PLAN_JSON;
            case "application/vnd.pgrst.plan+text", "application/vnd.pgrst.plan" -> PLAN_TEXT;
            default -> null;
        };
    }
}
