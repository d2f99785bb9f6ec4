package com.connectgain.functions.crm.imports;

import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stages by the names that people give them: of contacts, and of deals. Read when first needed. */
final class Stages {

    private static final Comparator<Row> DEFAULT_FIRST = Comparator.comparing((Row row) -> !row.is("is_default"))
            .thenComparing(row -> row.text("created_at"))
            .thenComparing(Row::id);

    /** Kommo's two closed stages, which every pipeline there has. */
    private static final Map<String, String> CLOSED =
            Map.of("closed - won", "won", "closed - lost", "lost", "closed won", "won", "closed lost", "lost");

    private final Once<Map<String, String>> lifecycle;
    private final Once<List<Row>> pipelines;

    /** @param known whether the pipeline has the stage */
    record Place(String pipelineId, String stage, boolean known) {}

    Stages(Store store, String tenant) {
        lifecycle =
                Once.of(() -> store.readAll(store.table("lifecycle_stages"), tenant, new AccessPath.Whole()).stream()
                        .collect(Collectors.toMap(
                                row -> CaseFolding.lower(row.text("name")), Row::id, (first, second) -> first)));
        pipelines = Once.of(() -> store.readAll(store.table("pipelines"), tenant, new AccessPath.Whole()).stream()
                .sorted(DEFAULT_FIRST)
                .toList());
    }

    Optional<String> lifecycle(String name) {
        return Optional.ofNullable(lifecycle.get().get(CaseFolding.lower(name)));
    }

    /** The named pipeline, else the default one, and its stage of that name, else its first; nothing without any. */
    Optional<Place> place(Optional<String> pipelineName, Optional<String> stageName) {
        Optional<Row> pipeline = pipelineName
                .flatMap(name -> pipelines.get().stream()
                        .filter(row -> CaseFolding.lower(row.text("name")).equals(CaseFolding.lower(name)))
                        .findFirst())
                .or(() -> pipelines.get().stream().findFirst());
        return pipeline.map(row -> {
            Optional<String> stage = stageName.flatMap(name -> stage(row, name));
            return new Place(row.id(), stage.orElseGet(() -> first(row)), stageName.isEmpty() || stage.isPresent());
        });
    }

    private static Optional<String> stage(Row pipeline, String name) {
        String folded = CaseFolding.lower(name.strip());
        String wanted = CLOSED.getOrDefault(folded, folded);
        for (JsonNode stage : pipeline.get("stages")) {
            String id = stage.path("id").asText();
            if (CaseFolding.lower(id).equals(wanted)
                    || CaseFolding.lower(stage.path("name").asText()).equals(wanted)) {
                return Optional.of(id);
            }
        }
        return Optional.ofNullable(CLOSED.get(folded));
    }

    private static String first(Row pipeline) {
        return pipeline.get("stages").path(0).path("id").asText("new");
    }
}
