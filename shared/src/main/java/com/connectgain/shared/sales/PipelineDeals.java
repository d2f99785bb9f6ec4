package com.connectgain.shared.sales;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.List;
import java.util.Optional;

/** Finds the pipeline that is meant, and its deals. */
public final class PipelineDeals {

    private static final String DEFAULT = "pipelines_is_default_key";

    private PipelineDeals() {}

    /** Whose deals are meant. */
    public sealed interface Owners {
        record All() implements Owners {}

        record Nobody() implements Owners {}

        record Member(String id) implements Owners {}
    }

    /** @param id null for the default one, and the oldest where none is the default */
    public static Row pipeline(Store store, String organization, String id) {
        if (id != null) {
            return store.find("pipelines", organization, id).orElseThrow(() -> Problem.notFound("Pipeline not found"));
        }
        var table = store.table("pipelines");
        Optional<Row> marked =
                store.findUnique(table, organization, DEFAULT, Json.object().put("is_default", true));
        return marked.or(() -> store.read(table, organization, Slice.of(new AccessPath.Created(), 1)).rows().stream()
                        .findFirst())
                .orElseThrow(() -> Problem.notFound("No pipeline found. Create a pipeline first"));
    }

    /** @param pipeline the id of one, or null for the deals of all */
    public static List<Row> read(CappedReading reading, String pipeline, Owners owners) {
        return switch (owners) {
            case Owners.Member(var owner) ->
                reading.rows("deals", new AccessPath.Equal("owner_id", owner)).stream()
                        .filter(deal -> pipeline == null || pipeline.equals(deal.text("pipeline_id")))
                        .toList();
            case Owners.Nobody() ->
                read(reading, pipeline).stream()
                        .filter(deal -> deal.find("owner_id").isEmpty())
                        .toList();
            case Owners.All() -> read(reading, pipeline);
        };
    }

    private static List<Row> read(CappedReading reading, String pipeline) {
        return pipeline == null
                ? reading.all("deals")
                : reading.rows("deals", new AccessPath.Equal("pipeline_id", pipeline));
    }
}
