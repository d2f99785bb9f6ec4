package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code seed_lifecycle_stages}: the usual stages, behind those that are there; those of the same name stay. */
public final class SeedLifecycleStages implements Procedure {

    private static final String TABLE = "lifecycle_stages";
    private static final String UNIQUE_VIOLATION = "23505";

    private record Stage(String name, String color) {}

    private static final List<Stage> USUAL = List.of(
            new Stage("Lead", "#3B82F6"),
            new Stage("Marketing Qualified Lead", "#8B5CF6"),
            new Stage("Sales Qualified Lead", "#F59E0B"),
            new Stage("Opportunity", "#F97316"),
            new Stage("Customer", "#10B981"),
            new Stage("Former Customer", "#6B7280"));

    private final Store store;
    private final Records records;
    private final Clock clock;

    public SeedLifecycleStages(Store store, Records records, Clock clock) {
        this.store = store;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        Configurators.require(caller, "seed_lifecycle_stages");
        Writing writing = new Writing(store, caller.organization(), caller.userId(), clock.instant());
        List<Row> present = stages(writing);
        Set<String> names = present.stream().map(row -> row.text("name")).collect(Collectors.toSet());
        int position = present.stream()
                .mapToInt(row -> row.get("position").asInt() + 1)
                .max()
                .orElse(0);
        for (Stage stage : USUAL) {
            if (!names.contains(stage.name())) {
                add(writing, stage, position++);
            }
        }
        ArrayNode answer = Json.array();
        stages(writing).forEach(row -> answer.add(row.values()));
        return answer;
    }

    /** Somebody who seeds at the same moment may have added it. */
    private void add(Writing writing, Stage stage, int position) {
        try {
            records.insert(
                    writing,
                    TABLE,
                    Json.object()
                            .put("name", stage.name())
                            .put("color", stage.color())
                            .put("position", position));
        } catch (Problem taken) {
            if (!taken.code().equals(UNIQUE_VIOLATION)) {
                throw taken;
            }
        }
    }

    private List<Row> stages(Writing writing) {
        return store.readAll(store.table(TABLE), writing.tenant(), new AccessPath.Whole()).stream()
                .sorted((one, other) -> Integer.compare(
                        one.get("position").asInt(), other.get("position").asInt()))
                .toList();
    }
}
