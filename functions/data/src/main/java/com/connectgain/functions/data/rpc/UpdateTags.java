package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.run.ChannelAccess;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.tags.TagCarriers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code update_tags}: adds tags to chosen rows and takes others away, where an update would replace them all. */
public final class UpdateTags implements Procedure {

    private static final String TABLE = "p_table";
    private static final String IDS = "p_ids";
    private static final String ADD = "p_add";
    private static final String REMOVE = "p_remove";
    private static final int MOST_ROWS = 500;
    private static final int MOST_TAGS = 100;

    private final Store store;
    private final Records records;
    private final Clock clock;

    public UpdateTags(Store store, Records records, Clock clock) {
        this.store = store;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(TABLE, IDS);
    }

    @Override
    public Set<String> optional() {
        return Set.of(ADD, REMOVE);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        Arguments sent = new Arguments(arguments, clock.instant());
        String name = sent.text(TABLE).orElseThrow(() -> Problem.required(TABLE));
        Table table = TagCarriers.named(store.catalog(), name)
                .orElseThrow(() -> Problem.badRequest("p_table must be one of "
                        + TagCarriers.of(store.catalog()).stream()
                                .map(Table::name)
                                .sorted()
                                .collect(Collectors.joining(", "))));
        if (!(table.access().update().reach(caller) instanceof Rule.Reach.All)) {
            throw Problem.of(403, "42501", "permission denied for table " + table.name());
        }
        List<String> ids = sent.ids(IDS, MOST_ROWS);
        List<String> add = sent.words(ADD, RenameTag.LONGEST);
        List<String> remove = sent.words(REMOVE, RenameTag.LONGEST);
        if (add.isEmpty() && remove.isEmpty()) {
            throw Problem.badRequest("p_add or p_remove is required");
        }
        List<Row> rows = visible(caller, table, ids);
        Writing writing = new Writing(store, caller.organization(), caller.userId(), clock.instant());
        List<Row> changing = rows.stream()
                .filter(row -> !after(row.get(TagCarriers.COLUMN), add, remove).equals(row.get(TagCarriers.COLUMN)))
                .toList();
        int updated = records.update(
                        writing,
                        changing,
                        values -> {
                            ObjectNode changed = values.deepCopy().put("updated_at", writing.timestamp());
                            changed.set(TagCarriers.COLUMN, after(values.path(TagCarriers.COLUMN), add, remove));
                            return changed;
                        },
                        row -> true)
                .size();
        return Json.object()
                .put("success", true)
                .put("updated", updated)
                .put("unchanged", rows.size() - updated)
                .put("not_found", ids.size() - rows.size());
    }

    private List<Row> visible(Caller caller, Table table, List<String> ids) {
        ChannelAccess channels = new ChannelAccess(caller, store);
        boolean inbox = table.name().equals("conversations");
        return store.findAll(table, caller.organization(), ids).stream()
                .filter(row -> !inbox || channels.includes(row.get("channel_account_id")))
                .toList();
    }

    private static ArrayNode after(JsonNode tags, List<String> add, List<String> remove) {
        Set<String> all = new LinkedHashSet<>();
        tags.forEach(tag -> all.add(tag.asText()));
        all.addAll(add);
        remove.forEach(all::remove);
        if (all.size() > Math.max(MOST_TAGS, tags.size())) {
            throw Problem.badRequest("A row can carry at most " + MOST_TAGS + " tags");
        }
        ArrayNode array = Json.array();
        all.forEach(array::add);
        return array;
    }
}
