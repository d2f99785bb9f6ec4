package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.queue.Queues.Outgoing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the dead letters whose time has come and puts them on the queue. An endpoint gets so many a minute: of a heap
 * that waits for one that fails, the rest moves back, and does not stand before everybody else's.
 */
public final class DueLetters {

    private static final int PER_SHARD = 250;
    private static final int AT_ONCE = 16;
    private static final int PER_MINUTE = 300;
    private static final int PER_MINUTE_WHEN_FAILING = 20;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(40);

    /** A letter whose message is lost is found again then. */
    private static final Duration OUT = Duration.ofMinutes(5);

    private final Store store;
    private final Queues queues;
    private final Clock clock;
    private final DeadLetters letters;
    private final Destinations destinations;

    public DueLetters(Kernel kernel) {
        store = kernel.store();
        queues = kernel.queues();
        clock = kernel.clock();
        letters = new DeadLetters(store, clock);
        destinations = new Destinations(store, kernel.vault());
    }

    private record Turn(Row letter, int minutes) {}

    /** How many were woken, and how many have to wait for another minute. */
    public JsonNode wake() {
        Instant until = Instant.now().plus(LONGEST_RUN);
        String now = DateTimes.print(clock.instant());
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Integer> pace = new HashMap<>();
        int woken = 0;
        int postponed = 0;
        List<Row> due = dueBy(now);
        while (!due.isEmpty() && Instant.now().isBefore(until)) {
            List<Turn> turns = new ArrayList<>();
            for (Row letter : due) {
                String endpoint = letter.find("webhook_id").orElse(letter.text("channel_account_id"));
                int place = seen.merge(endpoint, 1, Integer::sum) - 1;
                turns.add(new Turn(letter, place / pace.computeIfAbsent(endpoint, key -> pace(letter))));
            }
            List<Optional<Row>> moved = Parallel.map(turns, AT_ONCE, this::move);
            List<Outgoing> messages = new ArrayList<>();
            for (int i = 0; i < turns.size(); i++) {
                if (turns.get(i).minutes() > 0) {
                    postponed++;
                } else {
                    moved.get(i).map(DeadLetters::wakeUp).map(Outgoing::of).ifPresent(messages::add);
                }
            }
            queues.sendMessages(Deliverer.QUEUE, messages);
            woken += messages.size();
            due = dueBy(now);
        }
        return Json.object().put("woken", woken).put("postponed", postponed);
    }

    /** The index may lag behind the rows: what is due is decided by the row. */
    private List<Row> dueBy(String now) {
        return store.due(store.table(DeadLetters.TABLE), now, PER_SHARD).stream()
                .filter(letter -> letter.text("status").equals("pending"))
                .filter(letter -> letter.find("next_retry_at")
                        .filter(next -> next.compareTo(now) <= 0)
                        .isPresent())
                .toList();
    }

    private int pace(Row letter) {
        boolean failing = destinations
                .find(DeadLetters.delivery(letter))
                .map(Destination::isFailing)
                .orElse(false);
        return failing ? PER_MINUTE_WHEN_FAILING : PER_MINUTE;
    }

    private Optional<Row> move(Turn turn) {
        return letters.take(turn.letter(), turn.minutes() == 0 ? OUT : Duration.ofMinutes(turn.minutes()));
    }
}
