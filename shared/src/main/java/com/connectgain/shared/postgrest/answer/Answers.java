package com.connectgain.shared.postgrest.answer;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.ResultPage;
import com.connectgain.shared.postgrest.query.ResultRow;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.ApiRequest.Method;
import com.connectgain.shared.postgrest.request.Preferences;
import com.connectgain.shared.postgrest.request.Preferences.Representation;
import com.connectgain.shared.postgrest.request.Preferences.Resolution;
import com.connectgain.shared.postgrest.request.Preferences.Written;
import com.connectgain.shared.postgrest.request.RowRange;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The answers of the data API, by what was done. */
public final class Answers {

    private static final byte[] EMPTY = new byte[0];

    private final BoundQuery query;
    private final ApiRequest request;
    private final Preferences preferences;
    private final Table table;
    private final Instant now;

    public Answers(BoundQuery query, Instant now) {
        this.query = query;
        this.request = query.request();
        this.preferences = request.preferences();
        this.table = query.root().table();
        this.now = now;
    }

    /** @param page with the true total when a count was asked; otherwise its total is not looked at */
    public Response read(ResultPage page) {
        RowRange range = query.root().range();
        Long total = preferences.counts() ? Long.valueOf(page.total()) : null;
        if (total != null && range.offset() > total) {
            throw PgrstError.offsetBeyond(range.offset(), total);
        }
        long count = page.rows().size();
        byte[] body = request.method() == Method.HEAD ? EMPTY : Body.of(query, page.rows(), now);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", request.accept().contentType());
        headers.put("Content-Range", contentRange(range.offset(), range.offset() + count - 1, total));
        String canonical = request.query().canonical();
        headers.put("Content-Location", "/" + request.table() + (canonical.isEmpty() ? "" : "?" + canonical));
        putApplied(headers);
        return new Response(total != null && count < total ? 206 : 200, Map.copyOf(headers), body);
    }

    /**
     * @param rows the rows that were written
     * @param created how many of them did not exist before
     */
    public Response inserted(List<ResultRow> rows, long created) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Range", contentRange(1, 0, counted(rows)));
        if (preferences.representation() == Representation.HEADERS_ONLY
                && rows.size() == 1
                && !table.primaryKey().isEmpty()) {
            headers.put("Location", location(rows.getFirst()));
        }
        putApplied(headers);
        boolean onlyMerged = created == 0 && preferences.resolution() == Resolution.MERGE_DUPLICATES;
        return written(rows, headers, onlyMerged ? 200 : 201, onlyMerged ? 200 : 201);
    }

    public Response updated(List<ResultRow> rows) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Range", contentRange(0, rows.size() - 1L, counted(rows)));
        putApplied(headers);
        return written(rows, headers, 200, 204);
    }

    public Response deleted(List<ResultRow> rows) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Range", contentRange(1, 0, counted(rows)));
        putApplied(headers);
        return written(rows, headers, 200, 204);
    }

    /** After PUT. */
    public Response put(List<ResultRow> rows, boolean created) {
        Map<String, String> headers = new LinkedHashMap<>();
        putApplied(headers);
        return written(rows, headers, created ? 201 : 200, 204);
    }

    private Response written(List<ResultRow> rows, Map<String, String> headers, int shown, int silent) {
        if (!preferences.returnsRows()) {
            return new Response(silent, Map.copyOf(headers), EMPTY);
        }
        headers.put("Content-Type", request.accept().contentType());
        return new Response(shown, Map.copyOf(headers), Body.of(query, rows, now));
    }

    private Long counted(List<ResultRow> rows) {
        return preferences.counts() ? Long.valueOf(rows.size()) : null;
    }

    private static String contentRange(long first, long last, Long total) {
        boolean any = first <= last && (total == null || total != 0);
        return (any ? first + "-" + last : "*") + "/" + (total == null ? "*" : total.toString());
    }

    private String location(ResultRow row) {
        StringJoiner filters = new StringJoiner("&", "/" + request.table() + "?", "");
        for (String column : table.primaryKey()) {
            JsonNode value = row.row().path(column);
            boolean missing = value.isNull() || value.isMissingNode();
            filters.add(column + "=" + encode(missing ? "is.null" : "eq." + value.asText()));
        }
        return filters.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Only preferences that had a say in this answer are echoed. */
    private void putApplied(Map<String, String> headers) {
        Method method = request.method();
        boolean targeted = !table.primaryKey().isEmpty() || request.query().onConflict() != null;
        StringJoiner applied = new StringJoiner(", ");
        add(applied, method == Method.POST && targeted ? preferences.resolution() : null);
        add(applied, method == Method.POST || method == Method.PATCH ? preferences.missing() : null);
        add(applied, method.reads() ? null : preferences.representation());
        add(applied, preferences.count());
        add(applied, preferences.handling());
        if (preferences.timezone() != null) {
            applied.add("timezone=" + preferences.timezone());
        }
        boolean limits = method == Method.PATCH || method == Method.DELETE;
        if (limits && preferences.affectedLimit() != null) {
            applied.add("max-affected=" + preferences.affectedLimit());
        }
        if (applied.length() > 0) {
            headers.put("Preference-Applied", applied.toString());
        }
    }

    private static void add(StringJoiner applied, Written preference) {
        if (preference != null) {
            applied.add(preference.written());
        }
    }
}
