package com.connectgain.functions.data.timeline;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.ReadableRows;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One page of a contact's history. Every source is a stream of rows, newest first; the page is their merge. What hangs
 * on a deal or a task is only read once the merge comes to the time of that row's last change, so old ones cost little.
 */
public final class Timeline {

    private static final int AT_ONCE = 16;
    private static final int FIRST_STEP = 12;

    /** Later than every position: rows may be dated in the future. */
    private static final String NO_BOUND = "~";

    /** Of a contact; conversations, deals and tasks have streams of their own below. */
    private static final List<Source> OF_CONTACT = List.of(
            Source.MESSAGES,
            Source.NOTES,
            Source.CALL_EVENTS,
            Source.CALL_RECORDS,
            Source.BOOKINGS,
            Source.SEQUENCE_ENROLLMENTS);

    private final Store store;
    private final String organization;
    private final ReadableRows readable;
    private final CappedReading reading;
    private final String contact;
    private final String before;

    /** @param before where the page begins, as {@link #page} gave it; null for the newest */
    public Timeline(Store store, Caller caller, String contact, String before) {
        this.store = store;
        this.organization = caller.organization();
        this.readable = new ReadableRows(caller, store);
        this.reading =
                new CappedReading(store, organization, "The contact has too many deals or tasks for a timeline.");
        this.contact = contact;
        this.before = before == null ? null : Cursor.read(before);
    }

    public ObjectNode page(int limit) {
        PriorityQueue<Stream> streams = new PriorityQueue<>(Stream.NEWEST_FIRST);
        streams.addAll(opened(streams()));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        String last = null;
        boolean more = false;
        while (!streams.isEmpty() && !more) {
            Stream stream = streams.remove();
            if (stream.needsReading()) {
                stream.read(store, organization, reading);
            } else if (!stream.isAtEnd()) {
                Row row = stream.next();
                if (readable.include(row)) {
                    more = items.size() == limit;
                    if (!more) {
                        items.add(stream.source().entry(row));
                        last = Cursor.of(row);
                    }
                }
            }
            if (!stream.isAtEnd()) {
                streams.add(stream);
            }
        }
        answer.put("next", more ? Cursor.print(last) : null);
        return answer;
    }

    /** Streams whose rows may begin the page are all needed at once. */
    private List<Stream> opened(List<Stream> streams) {
        List<Stream> first = streams.stream()
                .filter(stream -> stream.needsReading() && stream.position().compareTo(start()) >= 0)
                .toList();
        Parallel.map(first, AT_ONCE, stream -> {
            stream.read(store, organization, reading);
            return stream;
        });
        return streams.stream().filter(stream -> !stream.isAtEnd()).toList();
    }

    private String start() {
        return before == null ? NO_BOUND : before;
    }

    private List<Stream> streams() {
        List<Stream> streams = new ArrayList<>();
        for (Source source : OF_CONTACT) {
            add(streams, source, "contact_id", contact, NO_BOUND, UnaryOperator.identity());
        }
        add(streams, Source.CONTACT_ACTIVITY_LOG, "contact_id", contact, NO_BOUND, Timeline::withoutCalls);
        List<List<Row>> owned = Parallel.map(
                List.of(Source.CONVERSATIONS, Source.DEALS, Source.DEAL_CONTACTS, Source.TASKS), AT_ONCE, this::owned);
        addConversations(streams, owned.get(0));
        addDeals(streams, owned.get(1), owned.get(2));
        addTasks(streams, owned.get(3));
        return streams;
    }

    private List<Row> owned(Source source) {
        if (readable.isClosed(store.table(source.table()))) {
            return List.of();
        }
        Slice slice =
                Slice.of(new AccessPath.Equal("contact_id", contact), 1_000).between(null, before);
        return reading.rows(source.table(), slice);
    }

    private void add(
            List<Stream> streams,
            Source source,
            String column,
            String value,
            String newest,
            UnaryOperator<List<Row>> selection) {
        if (readable.isClosed(store.table(source.table()))) {
            return;
        }
        Slice slice = Slice.of(new AccessPath.Equal(column, value), FIRST_STEP)
                .newestFirst()
                .between(null, before);
        String bound = newest.compareTo(start()) > 0 ? start() : newest;
        streams.add(Stream.of(source, slice, bound, selection));
    }

    private void addConversations(List<Stream> streams, List<Row> conversations) {
        streams.add(Stream.of(Source.CONVERSATIONS, conversations));
        for (Row conversation : conversations) {
            // A note on the contact as well is there already.
            add(streams, Source.NOTES, "conversation_id", conversation.id(), NO_BOUND, this::withoutOwn);
        }
    }

    private void addDeals(List<Stream> streams, List<Row> deals, List<Row> links) {
        streams.add(Stream.of(Source.DEALS, deals));
        streams.add(Stream.of(Source.DEAL_CONTACTS, links));
        Map<String, Row> all = new LinkedHashMap<>();
        deals.forEach(deal -> all.put(deal.id(), deal));
        Set<String> linked = new HashSet<>();
        links.forEach(link -> linked.add(link.text("deal_id")));
        linked.removeAll(all.keySet());
        store.findAll(store.table("deals"), organization, linked).forEach(deal -> all.put(deal.id(), deal));
        for (Row deal : all.values()) {
            String newest = newest(deal, "last_activity_at");
            add(streams, Source.DEAL_ACTIVITIES, "deal_id", deal.id(), newest, this::withoutTold);
            add(streams, Source.DEAL_OWNER_HISTORY, "deal_id", deal.id(), newest, UnaryOperator.identity());
        }
    }

    private void addTasks(List<Stream> streams, List<Row> tasks) {
        streams.add(Stream.of(Source.TASKS, tasks));
        for (Row task : tasks) {
            add(
                    streams,
                    Source.TASK_ACTIVITIES,
                    "task_id",
                    task.id(),
                    newest(task, "updated_at"),
                    this::withoutToldOfTask);
        }
    }

    /** Nothing that hangs on the row came later than its own last change; what has no such time may always come. */
    private static String newest(Row row, String column) {
        String latest = row.text("created_at");
        for (String moment : List.of("updated_at", column)) {
            String text = row.text(moment);
            latest = text != null && text.compareTo(latest) > 0 ? text : latest;
        }
        return latest + NO_BOUND;
    }

    /** A call is there itself, with how it went. */
    private static List<Row> withoutCalls(List<Row> entries) {
        return entries.stream()
                .filter(row -> !"CALL_LOGGED".equals(row.text("activity_type")))
                .toList();
    }

    private List<Row> withoutOwn(List<Row> rows) {
        return rows.stream()
                .filter(row -> !contact.equals(row.text("contact_id")))
                .toList();
    }

    /** The owner's history tells changes of owner, and a note or task of this contact tells itself. */
    private List<Row> withoutTold(List<Row> activities) {
        Set<String> own = new HashSet<>();
        own.addAll(own(activities, "NOTE_ADDED", "notes"));
        own.addAll(own(activities, "TASK_CREATED", "tasks"));
        return activities.stream()
                .filter(row -> !"OWNER_CHANGED".equals(row.text("activity_type")))
                .filter(row -> !own.contains(row.get("new_value").asText()))
                .toList();
    }

    /** The task itself tells when it was made, and a note of this contact tells itself. */
    private List<Row> withoutToldOfTask(List<Row> activities) {
        Set<String> own = own(activities, "NOTE_ADDED", "notes");
        return activities.stream()
                .filter(row -> !"CREATED".equals(row.text("activity_type")))
                .filter(row -> !own.contains(row.get("new_value").asText()))
                .toList();
    }

    private Set<String> own(List<Row> activities, String type, String table) {
        List<String> ids = activities.stream()
                .filter(row -> type.equals(row.text("activity_type")))
                .map(row -> row.get("new_value").asText())
                .distinct()
                .toList();
        Set<String> own = new HashSet<>();
        for (Row row : store.findAll(store.table(table), organization, ids)) {
            if (contact.equals(row.text("contact_id"))) {
                own.add(row.id());
            }
        }
        return own;
    }
}
