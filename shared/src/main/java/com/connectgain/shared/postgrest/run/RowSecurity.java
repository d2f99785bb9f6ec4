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
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules of the catalog as filters, at every level of a request. The tenant itself is forced by the store. */
final class RowSecurity {

    private static final Predicate NEVER = new Predicate.Or(List.of());
    private static final Set<String> INBOX = Set.of("conversations", "messages", "scheduled_messages");

    private final Caller caller;
    private final ChannelAccess channels;

    RowSecurity(Caller caller, Store store) {
        this.caller = caller;
        this.channels = new ChannelAccess(caller, store);
    }

    /** The level as this caller may read it. */
    BoundLevel readable(BoundLevel level) {
        return restricted(level, level.table().access().read());
    }

    /** As {@link #readable}, and only the rows that {@code rule} reaches as well. */
    BoundLevel restricted(BoundLevel level, Rule rule) {
        List<BoundEmbed> embeds = new ArrayList<>(level.embeds().size());
        for (BoundEmbed embed : level.embeds()) {
            BoundLevel embedded =
                    showsPartner(level, embed) ? restricted(embed.level(), Rule.members()) : readable(embed.level());
            embeds.add(new BoundEmbed(embed.name(), embed.relationship(), embed.inner(), embed.spread(), embedded));
        }
        BoundLevel restricted = new BoundLevel(
                level.table(),
                level.output(),
                restricted(level.table(), level.filter(), rule),
                level.embedFilter(),
                level.order(),
                level.range(),
                embeds);
        return channels.restricted(restricted);
    }

    /** Who may read a conversation sees whom it is with, with or without access to the CRM. */
    private static boolean showsPartner(BoundLevel level, BoundEmbed embed) {
        return INBOX.contains(level.table().name())
                && embed.relationship().isToOne()
                && embed.level().table().name().equals("contacts");
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
    boolean covers(Table table, Rule rule, ObjectNode row) {
        return covers(rule, row) && channels.cover(table, row);
    }

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
        return all && !channels.isLimited() && level.embeds().stream().allMatch(embed -> mayExplain(embed.level()));
    }

    boolean reachesNothing(Rule rule) {
        return rule.reach(caller) instanceof Reach.None;
    }
}
