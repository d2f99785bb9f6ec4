package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.ReadableRows;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.KeyPage;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * {@code get_contact_figures}: what a list of contacts shows beside each: open deals and what they are worth, notes,
 * how often and when last there was a message.
 */
public final class ContactFigures extends RowFigures {

    private static final int PAGE = 1000;
    private static final Duration RECENT = Duration.ofDays(30);

    public ContactFigures(Store store, Clock clock) {
        super(store, clock, "contacts", "p_contact_ids");
    }

    @Override
    Function<Row, ObjectNode> figures(Caller caller) {
        boolean messages = !new ReadableRows(caller, store).isClosed(store.table("messages"));
        return contact -> figures(caller.organization(), contact, messages);
    }

    private ObjectNode figures(String tenant, Row contact, boolean messages) {
        AccessPath.Equal path = new AccessPath.Equal("contact_id", contact.id());
        List<Row> open = store.readAll(store.table("deals"), tenant, path).stream()
                .filter(deal -> "OPEN".equals(deal.text("status")))
                .toList();
        BigDecimal value =
                open.stream().map(deal -> deal.get("value").decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
        ObjectNode figures = Json.object()
                .put("contact_id", contact.id())
                .put("open_deals_count", open.size())
                .put("open_deals_value", value)
                .put("notes_count", store.count(store.table("notes"), tenant, path));
        if (messages) {
            addMessages(figures, tenant, path);
        }
        return figures;
    }

    private void addMessages(ObjectNode figures, String tenant, AccessPath.Equal path) {
        Instant now = clock.instant();
        Slice newest = Slice.of(path, 1).newestFirst();
        figures.put(
                "last_message_at",
                store.read(store.table("messages"), tenant, newest).rows().stream()
                        .findFirst()
                        .map(message -> message.text("created_at"))
                        .orElse(null));
        long recent = 0;
        Slice slice = Slice.of(path, PAGE).between(DateTimes.print(now.minus(RECENT)), null);
        KeyPage page;
        do {
            page = store.readKeys(store.table("messages"), tenant, slice);
            recent += page.keys().size();
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        figures.put("messages_last_30_days", recent);
    }
}
