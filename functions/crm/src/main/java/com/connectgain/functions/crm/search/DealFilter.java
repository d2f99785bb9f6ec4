package com.connectgain.functions.crm.search;

import com.connectgain.shared.input.Input;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Contacts by their deals.
 *
 * @param status how one of the deals must stand
 * @param open how many of them must be open
 * @param leastValue what the open ones must be worth together
 */
record DealFilter(Optional<DealStatus> status, Optional<OpenDeals> open, Optional<BigDecimal> leastValue) {

    private static final String DEALS = "deals";
    private static final int PAGE = 1_000;
    private static final int READS_AT_ONCE = 24;

    /** Nothing where no condition is stated. */
    static Optional<DealFilter> read(Input sent) {
        DealFilter filter = new DealFilter(
                sent.text("dealStatus").map(DealStatus::read),
                sent.text("openDeals").map(OpenDeals::read),
                sent.number("openDealsValueMin"));
        boolean stated = filter.status.isPresent() || filter.open.isPresent() || filter.leastValue.isPresent();
        return stated ? Optional.of(filter) : Optional.empty();
    }

    boolean fits(DealTally deals) {
        return status.map(wanted -> wanted.fits(deals)).orElse(true)
                && open.map(wanted -> wanted.fits(deals)).orElse(true)
                && leastValue
                        .map(least -> deals.openValue().compareTo(least) >= 0)
                        .orElse(true);
    }

    /** Those of some contacts that fit: a read for each. */
    List<Row> among(Store store, String tenant, List<Row> contacts) {
        List<DealTally> tallies = Parallel.map(contacts, READS_AT_ONCE, contact -> {
            DealTally tally = new DealTally();
            read(store, tenant, new AccessPath.Equal("contact_id", contact.id()), tally::add);
            return tally;
        });
        return IntStream.range(0, contacts.size())
                .filter(number -> fits(tallies.get(number)))
                .mapToObj(contacts::get)
                .toList();
    }

    /** The deals of the organization by their contact: reads all of them. */
    static Map<String, DealTally> tallies(Store store, String tenant) {
        Map<String, DealTally> tallies = new HashMap<>();
        read(
                store,
                tenant,
                new AccessPath.Whole(),
                deal -> tallies.computeIfAbsent(deal.text("contact_id"), none -> new DealTally())
                        .add(deal));
        return tallies;
    }

    /** The contacts that fit, where one without deals does not: then it is enough to look at these. */
    Optional<Set<String>> contacts(Map<String, DealTally> tallies) {
        return fits(DealTally.NONE)
                ? Optional.empty()
                : Optional.of(tallies.entrySet().stream()
                        .filter(contact -> fits(contact.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    private static void read(Store store, String tenant, AccessPath path, Consumer<Row> use) {
        Slice slice = Slice.of(path, PAGE);
        int examined = 0;
        Page page;
        do {
            page = store.read(store.table(DEALS), tenant, slice);
            page.rows().forEach(use);
            examined += page.rows().size();
            if (examined > Walk.MOST_EXAMINED) {
                throw Walk.tooMany();
            }
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
    }
}
