package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.people.Person;
import com.connectgain.shared.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts that were read for a whole batch, by what they are known by. */
public final class CandidateIndex {

    private final Map<String, List<Row>> byKey = new HashMap<>();

    public CandidateIndex(List<Row> contacts) {
        for (Row contact : contacts) {
            for (String key : Person.of(contact.values()).keys()) {
                byKey.computeIfAbsent(key, unseen -> new ArrayList<>()).add(contact);
            }
        }
    }

    /** Who may be one of these people, in a list of its own: whoever writes them keeps it current. */
    public List<Row> of(List<Person> people) {
        Set<Row> rows = new LinkedHashSet<>();
        people.forEach(person -> person.keys().forEach(key -> rows.addAll(byKey.getOrDefault(key, List.of()))));
        return new ArrayList<>(rows);
    }
}
