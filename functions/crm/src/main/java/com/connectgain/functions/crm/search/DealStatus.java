package com.connectgain.functions.crm.search;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Contacts by how their deals stand: one such deal is enough. */
enum DealStatus {
    OPEN("OPEN"),
    CLOSED("WON", "LOST"),
    WON("WON"),
    LOST("LOST");

    private static final int PAGE = 1_000;
    private static final int READS_AT_ONCE = 24;

    /** A contact with more deals than this has one in every state. */
    private static final int DEALS_OF_ONE = 100;

    private final Set<String> stands;

    DealStatus(String... stands) {
        this.stands = Set.of(stands);
    }

    static DealStatus read(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "open" -> OPEN;
            case "closed" -> CLOSED;
            case "won" -> WON;
            case "lost" -> LOST;
            default -> throw Problem.badRequest("dealStatus must be open, closed, won or lost");
        };
    }

    /** Those of some contacts who have such a deal: a read for each. */
    List<Row> among(Store store, String tenant, List<Row> contacts) {
        List<Boolean> has = Parallel.map(contacts, READS_AT_ONCE, contact -> {
            Slice slice = Slice.of(new AccessPath.Equal("contact_id", contact.id()), DEALS_OF_ONE)
                    .newestFirst();
            return store.read(store.table("deals"), tenant, slice).rows().stream()
                    .anyMatch(this::fits);
        });
        return IntStream.range(0, contacts.size())
                .filter(has::get)
                .mapToObj(contacts::get)
                .toList();
    }

    /** The ids of all contacts who have such a deal: reads the organization's deals. */
    Set<String> contacts(Store store, String tenant) {
        Set<String> contacts = new HashSet<>();
        Slice slice = Slice.of(new AccessPath.Whole(), PAGE);
        int examined = 0;
        Page page;
        do {
            page = store.read(store.table("deals"), tenant, slice);
            page.rows().stream().filter(this::fits).forEach(deal -> contacts.add(deal.text("contact_id")));
            examined += page.rows().size();
            if (examined > Walk.MOST_EXAMINED) {
                throw Walk.tooMany();
            }
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        return contacts;
    }

    private boolean fits(Row deal) {
        return stands.contains(deal.text("status"));
    }
}
