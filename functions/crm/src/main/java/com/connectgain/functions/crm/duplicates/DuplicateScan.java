package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a table page by page and keeps of each row only what it may share with another. */
final class DuplicateScan {

    private static final int PAGE = 1000;
    private static final int MOST_ROWS = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private final Store store;
    private final Subject subject;

    DuplicateScan(Store store, Subject subject) {
        this.store = store;
        this.subject = subject;
    }

    /**
     * Rows that are linked by what they share.
     *
     * @param reasons what it is, strongest first
     * @param ids the oldest first
     */
    record Group(List<String> reasons, List<String> ids) {}

    /** @param complete false when the table is larger than one request reads */
    record Found(List<Group> groups, int scanned, boolean complete) {}

    private record Seen(String id, String created) {}

    Found run(String tenant) {
        Table table = store.table(subject.table());
        List<Seen> rows = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        Map<Integer, TreeSet<String>> reasons = new HashMap<>();
        Links links = new Links();
        Deadline deadline = Deadline.in(PATIENCE);
        Slice slice = Slice.of(new AccessPath.Whole(), PAGE);
        while (true) {
            Page page = store.read(table, tenant, slice);
            for (Row row : page.rows()) {
                int index = rows.size();
                rows.add(new Seen(row.id(), row.text("created_at")));
                links.add();
                for (String key : Likeness.keys(subject, row.values())) {
                    Integer other = first.putIfAbsent(key, index);
                    if (other != null && other != index) {
                        links.join(index, other);
                        reasons.computeIfAbsent(
                                        other, none -> new TreeSet<>(Comparator.comparing(Likeness.REASONS::indexOf)))
                                .add(Likeness.reason(key));
                    }
                }
            }
            if (page.isLast() || rows.size() >= MOST_ROWS || deadline.isOver()) {
                return new Found(groups(rows, links, reasons), rows.size(), page.isLast());
            }
            slice = slice.startingAfter(page.next());
        }
    }

    private static List<Group> groups(List<Seen> rows, Links links, Map<Integer, TreeSet<String>> reasons) {
        Map<Integer, List<Seen>> members = new LinkedHashMap<>();
        Map<Integer, TreeSet<String>> shared = new HashMap<>();
        reasons.forEach((index, found) -> shared.computeIfAbsent(
                        links.leader(index), none -> new TreeSet<>(Comparator.comparing(Likeness.REASONS::indexOf)))
                .addAll(found));
        for (int index = 0; index < rows.size(); index++) {
            int leader = links.leader(index);
            if (shared.containsKey(leader)) {
                members.computeIfAbsent(leader, none -> new ArrayList<>()).add(rows.get(index));
            }
        }
        Comparator<Seen> oldestFirst = Comparator.comparing(Seen::created).thenComparing(Seen::id);
        members.values().forEach(group -> group.sort(oldestFirst));
        return members.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().getFirst(), oldestFirst))
                .map(entry -> new Group(
                        List.copyOf(shared.get(entry.getKey())),
                        entry.getValue().stream().map(Seen::id).toList()))
                .toList();
    }

    /** Which rows hang together. */
    private static final class Links {

        private int[] leaders = new int[PAGE];
        private int size;

        void add() {
            if (size == leaders.length) {
                leaders = java.util.Arrays.copyOf(leaders, 2 * size);
            }
            leaders[size] = size++;
        }

        int leader(int row) {
            int at = row;
            while (leaders[at] != at) {
                leaders[at] = leaders[leaders[at]];
                at = leaders[at];
            }
            return at;
        }

        void join(int one, int other) {
            leaders[leader(one)] = leader(other);
        }
    }
}
