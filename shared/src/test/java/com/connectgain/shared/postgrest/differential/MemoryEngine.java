package com.connectgain.shared.postgrest.differential;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.query.Assembly;
import com.connectgain.shared.postgrest.query.Binder;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Projection;
import com.connectgain.shared.postgrest.query.Relationship;
import com.connectgain.shared.postgrest.query.ResultPage;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.sql.JsonValues;
import com.connectgain.shared.sql.TextOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The engine over rows in memory, which are in the order of their ids. */
final class MemoryEngine {

    private static final long NO_CAP = 1_000_000;

    private final Binder binder;
    private final Map<String, List<ObjectNode>> rows;

    MemoryEngine(Sample sample) {
        binder = new Binder(sample.catalog, NO_CAP);
        rows = Map.of(
                "owners", sorted(sample.rows("owners", sample.ownerPayload)),
                "things", sorted(sample.rows("things", sample.thingPayload)));
    }

    private static List<ObjectNode> sorted(List<ObjectNode> rows) {
        rows.sort(Comparator.comparing(row -> row.get("id").textValue()));
        return rows;
    }

    Outcome run(String query) {
        try {
            ApiRequest request = ApiRequest.read(Dialect.STRICT, "GET", "things", query, Map.of(), new byte[0]);
            BoundQuery bound = binder.bind(request, Sample.NOW);
            ResultPage page = new Assembly((embed, parents) -> parents.stream()
                            .map(parent -> related(embed.relationship(), parent))
                            .toList())
                    .page(bound.root(), rows.get("things"));
            List<String> shown = new ArrayList<>();
            for (JsonNode row : new Projection(bound.root(), Sample.NOW).project(page.rows())) {
                shown.add(TextOutput.print(Type.of(Kind.JSONB), JsonValues.canonical(row)));
            }
            return new Outcome(shown, page.total(), null, null);
        } catch (Problem problem) {
            return Outcome.error(problem.code(), problem.getMessage());
        }
    }

    private List<ObjectNode> related(Relationship relationship, ObjectNode parent) {
        JsonNode key = parent.get(relationship.fromColumns().getFirst());
        return rows.get(relationship.to().name()).stream()
                .filter(row -> !key.isNull()
                        && key.equals(row.get(relationship.toColumns().getFirst())))
                .toList();
    }
}
