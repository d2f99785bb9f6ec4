package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.tags.TagUsage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code get_tag_counts}: every tag, defined or merely used, with how many contacts, companies and deals carry it. */
public final class TagCounts implements Procedure {

    private static final String SEARCH = "p_search";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Store store;
    private final Clock clock;
    private final TagUsage usage;

    public TagCounts(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.usage = new TagUsage(store);
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return Set.of(SEARCH);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        caller.require(Permission.CAN_ACCESS_CRM);
        Optional<String> search =
                new Arguments(arguments, clock.instant()).text(SEARCH).map(CaseFolding::lower);
        String tenant = caller.organization();
        long end = System.nanoTime() + PATIENCE.toNanos();
        TagUsage.Counts counts = usage.count(tenant, () -> System.nanoTime() - end > 0);
        if (!counts.complete()) {
            throw Problem.of(413, "54000", "There are too many rows to count their tags in time");
        }
        Map<String, Row> definitions = new HashMap<>();
        store.readAll(store.table("tags"), tenant, new AccessPath.Whole())
                .forEach(row -> definitions.putIfAbsent(row.text("name"), row));
        Set<String> names = new TreeSet<>(counts.byTag().keySet());
        names.addAll(definitions.keySet());
        ArrayNode answer = Json.array();
        names.stream()
                .filter(name -> search.isEmpty() || CaseFolding.lower(name).contains(search.get()))
                .map(name -> describe(name, counts.byTag().getOrDefault(name, Map.of()), definitions.get(name)))
                .sorted(Comparator.comparing(
                        (ObjectNode tag) -> -tag.path("total").asInt()))
                .forEach(answer::add);
        return answer;
    }

    private static ObjectNode describe(String name, Map<String, Integer> used, Row definition) {
        ObjectNode tag = Json.object()
                .put("tag", name)
                .put("contact_count", used.getOrDefault("contacts", 0))
                .put("company_count", used.getOrDefault("companies", 0))
                .put("deal_count", used.getOrDefault("deals", 0))
                .put("total", used.values().stream().mapToInt(Integer::intValue).sum());
        tag.put("id", definition == null ? null : definition.id());
        tag.put("color", definition == null ? null : definition.text("color"));
        tag.put("type", definition == null ? null : definition.text("type"));
        return tag;
    }
}
