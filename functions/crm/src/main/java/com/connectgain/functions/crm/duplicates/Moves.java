package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Moves what belongs to one row to another. Every step may be done again, and by several at once. */
final class Moves {

    private static final int PAGE = 200;
    private static final int READS_AT_ONCE = 12;
    private static final int ATTEMPTS = 20;
    private static final String UNIQUE_VIOLATION = "23505";

    private final Store store;
    private final Records records;
    private final Writing writing;
    private final Deadline deadline;
    private final Map<String, Integer> counts = new TreeMap<>();

    Moves(Store store, Records records, Writing writing, Deadline deadline) {
        this.store = store;
        this.records = records;
        this.writing = writing;
        this.deadline = deadline;
    }

    /** How many rows of which table were moved since this was last asked. */
    Map<String, Integer> takeCounts() {
        Map<String, Integer> taken = new TreeMap<>(counts);
        counts.clear();
        return taken;
    }

    /** @return whether everything was moved before the deadline */
    boolean move(Table target, String from, String to) {
        List<Binding> bindings = Binding.to(target, store.catalog());
        List<Page> first = Parallel.map(bindings, READS_AT_ONCE, binding -> read(binding, from, null));
        for (int i = 0; i < bindings.size(); i++) {
            if (!move(bindings.get(i), from, to, first.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Page read(Binding binding, String from, String cursor) {
        Slice slice = Slice.of(binding.path(from), PAGE).startingAfter(cursor);
        return store.read(binding.table(), writing.tenant(), slice);
    }

    private boolean move(Binding binding, String from, String to, Page first) {
        Page page = first;
        while (true) {
            List<Row> rows = page.rows().stream()
                    .filter(row -> binding.holds(row.values(), from))
                    .toList();
            int moved = moveAll(binding, rows, from, to);
            if (moved > 0) {
                counts.merge(binding.table().name(), moved, Integer::sum);
            }
            if (page.isLast()) {
                return true;
            }
            if (deadline.isOver()) {
                return false;
            }
            page = read(binding, from, page.next());
        }
    }

    private int moveAll(Binding binding, List<Row> rows, String from, String to) {
        if (binding.uniques().isEmpty()) {
            return update(binding, rows, from, to);
        }
        int moved = 0;
        for (Row row : rows) {
            moved += moveOne(binding, row, from, to);
        }
        return moved;
    }

    private int update(Binding binding, List<Row> rows, String from, String to) {
        return records.update(
                        writing,
                        rows,
                        values -> touched(binding.table(), binding.moved(values, from, to)),
                        row -> binding.holds(row.values(), from))
                .size();
    }

    /** A row that there may be only one of for each owner: the two that would meet are settled first. */
    private int moveOne(Binding binding, Row row, String from, String to) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> current = store.findAll(binding.table(), List.of(row.key())).stream()
                    .filter(found -> binding.holds(found.values(), from))
                    .findFirst();
            if (current.isEmpty()) {
                return 0;
            }
            Optional<Row> rival = rival(binding, current.get(), from, to);
            if (rival.isPresent()) {
                settle(binding.table(), current.get(), rival.get());
            } else {
                try {
                    return update(binding, List.of(current.get()), from, to);
                } catch (Problem refused) {
                    if (!refused.code().equals(UNIQUE_VIOLATION)) {
                        throw refused;
                    }
                }
            }
        }
        throw new StoreBusyException("too many writers on one row");
    }

    private Optional<Row> rival(Binding binding, Row row, String from, String to) {
        ObjectNode after = binding.moved(row.values(), from, to);
        for (Unique unique : binding.uniques()) {
            if (unique.when().test(after)) {
                Optional<Row> holder = store.findUnique(binding.table(), writing.tenant(), unique.name(), after)
                        .filter(found -> !found.key().equals(row.key()));
                if (holder.isPresent()) {
                    return holder;
                }
            }
        }
        return Optional.empty();
    }

    /** Two open conversations of one person on one channel stay two, the older one closed; of other rows one goes. */
    private void settle(Table table, Row row, Row rival) {
        if (table.name().equals("conversations")) {
            boolean rowIsOlder = lastMessage(row).compareTo(lastMessage(rival)) < 0;
            close(table, rowIsOlder ? row : rival, rowIsOlder ? rival : row);
        } else {
            absorb(table, row, rival);
        }
    }

    private static String lastMessage(Row conversation) {
        return conversation.find("last_message_at").orElse("");
    }

    private void close(Table conversations, Row older, Row newer) {
        records.update(
                writing,
                List.of(older),
                values -> {
                    ObjectNode after = values.deepCopy().put("status", "CLOSED");
                    after.withObject("/metadata").put("continued_in", newer.id());
                    return touched(conversations, after);
                },
                row -> "OPEN".equals(row.text("status")));
    }

    /** The row that was there first stays; what hangs on the other moves to it. */
    private void absorb(Table table, Row row, Row survivor) {
        ObjectNode kept = Fold.ofRivals(survivor.values(), row.values());
        if (!kept.equals(survivor.values())) {
            records.update(
                    writing,
                    List.of(survivor),
                    values -> touched(table, Fold.ofRivals(values, row.values())),
                    found -> true);
        }
        for (Binding binding : Binding.to(table, store.catalog())) {
            List<Row> rows = new ArrayList<>(store.readAll(binding.table(), writing.tenant(), binding.path(row.id())));
            rows.removeIf(found -> !binding.holds(found.values(), row.id()));
            moveAll(binding, rows, row.id(), survivor.id());
        }
        records.deleteUnchanged(writing, row);
    }

    private ObjectNode touched(Table table, ObjectNode values) {
        return table.column("updated_at").isPresent() ? values.put("updated_at", writing.timestamp()) : values;
    }
}
