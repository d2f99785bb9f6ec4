package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Rule.Reach;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.query.BoundEmbed;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.Operand;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The rules of the catalog as filters, at every level of a request. The tenant itself is forced by the store. */
final class RowSecurity {

    private static final Predicate NEVER = new Predicate.Or(List.of());

    private final Caller caller;

    RowSecurity(Caller caller) {
        this.caller = caller;
    }

    /** The level as this caller may read it. */
    BoundLevel readable(BoundLevel level) {
        return restricted(level, level.table().access().read());
    }

    /** As {@link #readable}, and only the rows that {@code rule} reaches as well. */
    BoundLevel restricted(BoundLevel level, Rule rule) {
        List<BoundEmbed> embeds = new ArrayList<>(level.embeds().size());
        for (BoundEmbed embed : level.embeds()) {
            embeds.add(new BoundEmbed(
                    embed.name(), embed.relationship(), embed.inner(), embed.spread(), readable(embed.level())));
        }
        return new BoundLevel(
                level.table(),
                level.output(),
                restricted(level.table(), level.filter(), rule),
                level.embedFilter(),
                level.order(),
                level.range(),
                embeds);
    }

    private Predicate restricted(Table table, Predicate filter, Rule rule) {
        return switch (rule.reach(caller)) {
            case Reach.All() -> filter;
            case Reach.None() -> NEVER;
            case Reach.OwnRows(var columns) -> {
                List<Predicate> own = new ArrayList<>();
                for (String name : columns) {
                    Column column = table.column(name).orElseThrow();
                    own.add(new Predicate.Comparison(
                            new Operand(column, List.of(), column.type()),
                            Operator.EQ,
                            Json.nodes().textNode(caller.userId())));
                }
                yield new Predicate.And(List.of(filter, own.size() == 1 ? own.getFirst() : new Predicate.Or(own)));
            }
        };
    }

    /** Whether the caller may have a row like this one, as it is or as it would become. */
    boolean covers(Rule rule, ObjectNode row) {
        return switch (rule.reach(caller)) {
            case Reach.All() -> true;
            case Reach.None() -> false;
            case Reach.OwnRows(var columns) ->
                columns.stream()
                        .anyMatch(column ->
                                caller.userId().equals(row.path(column).asText()));
        };
    }

    /** What a plan costs tells of rows that are only filtered out: it is for callers who may read all of them. */
    boolean mayExplain(BoundLevel level) {
        boolean all = level.table().access().read().reach(caller) instanceof Reach.All;
        return all && level.embeds().stream().allMatch(embed -> mayExplain(embed.level()));
    }

    boolean reachesNothing(Rule rule) {
        return rule.reach(caller) instanceof Reach.None;
    }
}
