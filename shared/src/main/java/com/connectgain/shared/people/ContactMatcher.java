package com.connectgain.shared.people;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is already a contact: by e-mail address first, then by any number. Of several, the one who came first. */
public final class ContactMatcher {

    private static final Comparator<Row> OLDEST_FIRST =
            Comparator.comparing((Row row) -> row.text("created_at")).thenComparing(Row::id);

    /** As many contacts of one address or number are looked at. */
    private static final int NAMESAKES = 50;

    private static final int READS_AT_ONCE = 24;

    private final Store store;
    private final Table contacts;

    public ContactMatcher(Store store) {
        this.store = store;
        this.contacts = store.table("contacts");
    }

    /** The contact, among those that were read, who is this person. */
    public static Optional<Row> among(Collection<Row> candidates, Person person) {
        for (String key : person.keys()) {
            Optional<Row> found = candidates.stream()
                    .filter(row -> Person.of(row.values()).keys().contains(key))
                    .min(OLDEST_FIRST);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    public Optional<Row> find(String tenant, Person person) {
        return among(candidates(tenant, List.of(person)), person);
    }

    /**
     * Every contact who may be one of these people, read for all of them together: numbers are only looked up for
     * those whose address nobody has.
     */
    public List<Row> candidates(String tenant, List<Person> people) {
        Set<String> emails = new LinkedHashSet<>();
        people.forEach(person -> emails.addAll(person.emails()));
        Map<RowKey, Row> found = new LinkedHashMap<>(read(tenant, "emails", emails));
        Set<String> known = new LinkedHashSet<>();
        found.values().forEach(row -> known.addAll(Person.of(row.values()).emails()));
        Set<String> phones = new LinkedHashSet<>();
        for (Person person : people) {
            if (person.emails().stream().noneMatch(known::contains)) {
                person.phones().forEach(phone -> phones.add(Phones.dialled(phone)));
            }
        }
        found.putAll(read(tenant, "phones", phones));
        return List.copyOf(found.values());
    }

    private Map<RowKey, Row> read(String tenant, String column, Set<String> values) {
        Set<RowKey> keys = new LinkedHashSet<>();
        Parallel.map(
                        List.copyOf(values),
                        READS_AT_ONCE,
                        value -> store.readKeys(
                                        contacts, tenant, Slice.of(new AccessPath.Posted(column, value), NAMESAKES))
                                .keys())
                .forEach(keys::addAll);
        Map<RowKey, Row> rows = new LinkedHashMap<>();
        for (Row row : store.findAll(contacts, new ArrayList<>(keys))) {
            rows.put(row.key(), row);
        }
        return rows;
    }
}
