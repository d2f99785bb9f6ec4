package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Operations;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Does one merge, as far as it gets. Everything in it may be done again from the start, by several at once, after a
 * crash at any point: first the survivor takes over the columns, then the rows that belonged to a duplicate move, then
 * the duplicate goes, unchanged since it was folded in.
 */
final class Merger {

    /** As long as somebody who read a duplicate before it went may still write a row for it. */
    private static final Duration FORWARDED = Duration.ofDays(1);

    private static final int LONGEST_CHAIN = 10;
    private static final int ATTEMPTS = 20;

    private final Store store;
    private final Records records;
    private final MergeJobs jobs;

    Merger(Store store, Records records, MergeJobs jobs) {
        this.store = store;
        this.records = records;
        this.jobs = jobs;
    }

    /** @return whether all is done; if not, the deadline came first */
    boolean run(Writing writing, Merge merge, Deadline deadline) {
        Table table = store.table(merge.subject().table());
        Moves moves = new Moves(store, records, writing, deadline);
        for (String duplicate : merge.duplicates()) {
            store.find(table, merge.tenant(), duplicate).ifPresent(row -> fold(writing, merge, table, row));
        }
        int processed = 0;
        for (String duplicate : merge.duplicates()) {
            boolean done = take(writing, merge, table, duplicate, moves, deadline);
            processed += done ? 1 : 0;
            jobs.progress(writing, merge, processed, moves.takeCounts());
            if (!done) {
                return false;
            }
        }
        return true;
    }

    private boolean take(Writing writing, Merge merge, Table table, String duplicate, Moves moves, Deadline deadline) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!moves.move(table, duplicate, merge.primary())) {
                return false;
            }
            Optional<Row> row = store.find(table, merge.tenant(), duplicate);
            if (row.isEmpty()) {
                return true;
            }
            if (deadline.isOver()) {
                return false;
            }
            fold(writing, merge, table, row.get());
            forward(merge, duplicate, writing.now());
            // A row that changed is folded in again; once it is gone, the next round moves what came in between.
            records.deleteUnchanged(writing, row.get());
        }
        return false;
    }

    private void fold(Writing writing, Merge merge, Table table, Row duplicate) {
        Row survivor = store.find(table, merge.tenant(), merge.primary()).orElseThrow(() -> gone(merge));
        Fold fold = new Fold(table, merge.choices());
        ObjectNode folded = fold.of(survivor.values(), duplicate.values());
        ObjectNode replaced = replaced(table, folded, duplicate.values());
        if (!replaced.isEmpty()) {
            jobs.remember(writing, merge, duplicate, replaced);
        }
        if (folded.equals(survivor.values())) {
            return;
        }
        List<Row> changed = records.update(
                writing,
                List.of(survivor),
                values -> fold.of(values, duplicate.values()).put("updated_at", writing.timestamp()),
                found -> true);
        if (changed.isEmpty()) {
            throw gone(merge);
        }
    }

    private static Problem gone(Merge merge) {
        return Problem.notFound("The " + merge.subject().noun() + " to keep no longer exists: " + merge.primary());
    }

    /** Values of the duplicate that stand nowhere any more. */
    private static ObjectNode replaced(Table table, ObjectNode folded, ObjectNode duplicate) {
        ObjectNode replaced = Json.object();
        for (Column column : table.columns()) {
            JsonNode value = duplicate.path(column.name());
            boolean lost = Fold.isChoosable(table, column.name())
                    && !value.isContainerNode()
                    && !value.isNull()
                    && !folded.path(column.name()).asText().contains(value.asText());
            if (lost) {
                replaced.set(column.name(), value);
            }
        }
        return replaced;
    }

    /** Rows that were written for a duplicate by somebody who had seen it before it went. */
    void collectStragglers(Writing writing, Merge merge, Deadline deadline) {
        Table table = store.table(merge.subject().table());
        String survivor = survivorOf(merge);
        if (store.find(table, merge.tenant(), survivor).isEmpty()) {
            return;
        }
        Moves moves = new Moves(store, records, writing, deadline);
        for (String duplicate : merge.duplicates()) {
            if (store.find(table, merge.tenant(), duplicate).isEmpty()) {
                moves.move(table, duplicate, survivor);
            }
        }
    }

    private void forward(Merge merge, String duplicate, Instant now) {
        store.operations()
                .put(forwarding(merge, duplicate), Json.object().put("to", merge.primary()), now.plus(FORWARDED));
    }

    /** The survivor may have been merged into another row since. */
    private String survivorOf(Merge merge) {
        Operations operations = store.operations();
        String survivor = merge.primary();
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            if (store.find(merge.subject().table(), merge.tenant(), survivor).isPresent()) {
                return survivor;
            }
            Optional<ObjectNode> next = operations.find(forwarding(merge, survivor));
            if (next.isEmpty()) {
                return survivor;
            }
            survivor = next.get().path("to").asText();
        }
        return survivor;
    }

    private static String forwarding(Merge merge, String id) {
        return "merged#" + merge.tenant() + "#" + merge.subject().table() + "#" + id;
    }
}
