package com.connectgain.shared.bookings;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.pace.Race;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of a host. Bookings are found by an index, which is a moment behind; so what was taken in the last minutes
 * stands in a note as well, that only one writer at a time can change. Of two who want the same time one gets it.
 */
public final class HostCalendar {

    /** How far back a booking may have begun that is still going on. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** Longer than an index lags. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    /** For as long a time is kept free for a booking that is not there yet. */
    private static final Duration BEING_WRITTEN = Duration.ofMinutes(2);

    private static final int ATTEMPTS = 20;
    private static final int PAGE = 500;

    private final Store store;
    private final Clock clock;

    public HostCalendar(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What somebody wants a host for. */
    public record Appointment(String tenant, String host, String booking, Instant start, Instant end) {

        private boolean meets(Instant otherStart, Instant otherEnd) {
            return otherStart.isBefore(end) && otherEnd.isAfter(start);
        }

        private boolean meets(Row other) {
            return !"cancelled".equals(other.text("status"))
                    && (host.equals(other.text("profile_id")) || host.equals(other.text("user_id")))
                    && meets(
                            other.instant("start_date_time").orElseThrow(),
                            other.instant("end_date_time").orElseThrow());
        }
    }

    /**
     * Takes the time for a booking that is written next, and may be taken again for the same one.
     *
     * @return false when the host is not free then
     */
    public boolean take(Appointment wanted) {
        String key = "host-calendar#" + wanted.tenant() + "#" + wanted.host();
        Race race = new Race();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ObjectNode> note = store.operations().find(key);
            ArrayNode recent = recent(note);
            if (isNoted(recent, wanted)) {
                return true;
            }
            if (meetsNoted(recent, wanted) || meetsBooked(wanted)) {
                return false;
            }
            recent.add(entry(wanted));
            ObjectNode changed = Json.object().set("taken", recent);
            Instant expires = clock.instant().plus(NOTED);
            if (store.operations().replace(key, note.orElse(null), changed, expires)) {
                return true;
            }
            race.lost();
        }
        throw new StoreBusyException("too many want the time of one host");
    }

    private ObjectNode entry(Appointment wanted) {
        return Json.object()
                .put("booking", wanted.booking())
                .put("start", wanted.start().toString())
                .put("end", wanted.end().toString())
                .put("at", clock.instant().toString());
    }

    private ArrayNode recent(Optional<ObjectNode> note) {
        Instant since = clock.instant().minus(NOTED);
        ArrayNode recent = Json.array();
        note.ifPresent(kept -> kept.path("taken").forEach(entry -> {
            if (moment(entry, "at").isAfter(since)) {
                recent.add(entry);
            }
        }));
        return recent;
    }

    private static boolean isNoted(ArrayNode recent, Appointment wanted) {
        return recent.valueStream()
                .anyMatch(entry -> wanted.booking().equals(entry.path("booking").asText())
                        && wanted.start().equals(moment(entry, "start"))
                        && wanted.end().equals(moment(entry, "end")));
    }

    /** A booking that is there may have been moved or cancelled since. */
    private boolean meetsNoted(ArrayNode recent, Appointment wanted) {
        Instant fresh = clock.instant().minus(BEING_WRITTEN);
        return recent.valueStream()
                .filter(entry -> wanted.meets(moment(entry, "start"), moment(entry, "end")))
                .filter(entry -> !wanted.booking().equals(entry.path("booking").asText()))
                .anyMatch(entry -> store.find(
                                "bookings",
                                wanted.tenant(),
                                entry.path("booking").asText())
                        .map(wanted::meets)
                        .orElseGet(() -> moment(entry, "at").isAfter(fresh)));
    }

    private boolean meetsBooked(Appointment wanted) {
        Slice near = Slice.of(new AccessPath.Active(), PAGE)
                .between(DateTimes.print(wanted.start().minus(LONGEST)), DateTimes.print(wanted.end()));
        Page page;
        do {
            page = store.read(store.table("bookings"), wanted.tenant(), near);
            if (page.rows().stream().anyMatch(row -> !row.id().equals(wanted.booking()) && wanted.meets(row))) {
                return true;
            }
            near = near.startingAfter(page.next());
        } while (!page.isLast());
        return false;
    }

    private static Instant moment(JsonNode entry, String name) {
        return Instant.parse(entry.path(name).asText());
    }
}
