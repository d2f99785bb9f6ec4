package com.connectgain.shared.tags;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** How many rows carry each tag. Free tags are known by the rows alone, so all of them are read. */
public final class TagUsage {

    /** Where the documents count tags. */
    public static final List<String> COUNTED = List.of("contacts", "companies", "deals");

    private static final int PAGE = 1000;

    private final Store store;

    public TagUsage(Store store) {
        this.store = store;
    }

    /**
     * @param byTag the number of rows by table, for every tag that is carried
     * @param complete false when time was up before all rows were read
     */
    public record Counts(Map<String, Map<String, Integer>> byTag, boolean complete) {}

    public Counts count(String tenant, BooleanSupplier timeIsUp) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (String table : COUNTED) {
            Slice slice = Slice.of(new AccessPath.Whole(), PAGE);
            while (true) {
                Page page = store.read(store.table(table), tenant, slice);
                for (Row row : page.rows()) {
                    Set<String> tags = new HashSet<>();
                    for (JsonNode tag : row.get(TagCarriers.COLUMN)) {
                        tags.add(tag.asText());
                    }
                    tags.forEach(tag ->
                            counts.computeIfAbsent(tag, none -> new HashMap<>()).merge(table, 1, Integer::sum));
                }
                if (page.isLast()) {
                    break;
                }
                if (timeIsUp.getAsBoolean()) {
                    return new Counts(counts, false);
                }
                slice = slice.startingAfter(page.next());
            }
        }
        return new Counts(counts, true);
    }
}
