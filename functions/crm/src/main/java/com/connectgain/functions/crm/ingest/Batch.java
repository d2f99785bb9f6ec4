package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.log.Log;
import com.connectgain.shared.store.Parallel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Many rows in one request: their limits, the order in which they are written, and what is told of each. */
public final class Batch {

    private static final int WRITES_AT_ONCE = 16;

    /** The gateway waits 29 seconds; a batch must have answered before, with what it did until then. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final long started = System.nanoTime();
    private final Duration patience;

    Batch() {
        this(PATIENCE);
    }

    /** @param patience after which rows that were not begun fail as a busy service would */
    public Batch(Duration patience) {
        this.patience = patience;
    }

    /** What contacts take where their row says nothing. */
    record Defaults(String source, Set<String> tags) {

        static final Defaults NONE = new Defaults("api", Set.of());

        static Defaults read(Input sent) {
            return new Defaults(sent.text("default_source", 50).orElse(NONE.source), sent.texts("default_tags", 50));
        }
    }

    /** The rows of a request, within the documented limit. */
    static List<JsonNode> rows(ObjectNode body, String field, int most) {
        if (!(body.path(field) instanceof ArrayNode array)) {
            throw Problem.required(field);
        }
        if (array.isEmpty()) {
            throw Problem.badRequest(field + " must not be empty");
        }
        if (array.size() > most) {
            throw Problem.badRequest("Maximum batch size is " + most + " " + field);
        }
        List<JsonNode> rows = new ArrayList<>(array.size());
        array.forEach(rows::add);
        return rows;
    }

    /**
     * Writes rows side by side, but those that share a key one after another, in the order sent: the second of two
     * rows about one person must find what the first one wrote.
     *
     * @param keys by which rows belong together
     * @param group what the rows of one group share while they are written
     */
    public <T, G, R> List<Attempt<R>> write(
            List<Attempt<T>> rows,
            Function<T, List<String>> keys,
            Function<List<T>, G> group,
            BiFunction<T, G, R> work) {
        List<Attempt<R>> results = new ArrayList<>(Collections.nCopies(rows.size(), null));
        List<List<Integer>> groups = groups(rows.stream()
                .map(row -> row.found().map(keys).orElse(List.of()))
                .toList());
        Parallel.map(groups, WRITES_AT_ONCE, indices -> {
            G shared = group.apply(indices.stream()
                    .flatMap(index -> rows.get(index).found().stream())
                    .toList());
            for (int index : indices) {
                Attempt<R> result = rows.get(index).then(row -> {
                    requireTime();
                    return work.apply(row, shared);
                });
                synchronized (results) {
                    results.set(index, result);
                }
            }
            return indices;
        });
        return results;
    }

    private void requireTime() {
        if (System.nanoTime() - started > patience.toNanos()) {
            throw Problem.unavailable(null);
        }
    }

    /** The indices of rows that are linked by keys, directly or through other rows. */
    static List<List<Integer>> groups(List<List<String>> keysOfRows) {
        int[] leader = new int[keysOfRows.size()];
        Map<String, Integer> first = new HashMap<>();
        for (int row = 0; row < leader.length; row++) {
            leader[row] = row;
            for (String key : keysOfRows.get(row)) {
                Integer other = first.putIfAbsent(key, row);
                if (other != null) {
                    leader[find(leader, row)] = find(leader, other);
                }
            }
        }
        Map<Integer, List<Integer>> groups = new java.util.LinkedHashMap<>();
        for (int row = 0; row < leader.length; row++) {
            groups.computeIfAbsent(find(leader, row), unseen -> new ArrayList<>())
                    .add(row);
        }
        return List.copyOf(groups.values());
    }

    private static int find(int[] leader, int row) {
        int at = row;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }

    /** The per-row part of an answer. */
    static <R> ArrayNode results(List<Attempt<R>> attempts, Log log, BiFunction<ObjectNode, R, ObjectNode> describe) {
        // One tells of all: what fails a row on our side fails the rows around it as well.
        attempts.stream()
                .flatMap(attempt -> attempt.fault().stream())
                .findFirst()
                .ifPresent(fault -> log.failure("rows failed", fault));
        ArrayNode results = Json.array();
        for (int index = 0; index < attempts.size(); index++) {
            Attempt<R> attempt = attempts.get(index);
            ObjectNode result = results.addObject().put("index", index).put("success", attempt.succeeded());
            if (attempt.succeeded()) {
                describe.apply(result, attempt.value());
            } else {
                result.put("error", attempt.error());
            }
        }
        return results;
    }

    /** The counters that every summary begins with. */
    static <R> ObjectNode summary(List<Attempt<R>> attempts) {
        int successful = (int) attempts.stream().filter(Attempt::succeeded).count();
        return Json.object()
                .put("total", attempts.size())
                .put("successful", successful)
                .put("failed", attempts.size() - successful);
    }
}
