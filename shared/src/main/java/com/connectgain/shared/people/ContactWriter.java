package com.connectgain.shared.people;

import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.FirstWriter.Follower;
import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes contacts so that one person stays one contact, whoever else writes at the same time. The table itself lets
 * several contacts share a number, since the data API may want that.
 */
public final class ContactWriter {

    private static final String CONTACTS = "contacts";

    /** A transaction holds 100 items; the other names of somebody with more of them are not raced for. */
    private static final int MOST_NAMES = 40;

    private final Records records;
    private final FirstWriter first;

    public ContactWriter(Store store, Records records) {
        this.records = records;
        this.first = new FirstWriter(store, records);
    }

    /** A new contact for somebody whom no contact was found for; the one of whoever was faster, if somebody was. */
    public Found create(Writing writing, ObjectNode values) {
        return create(writing, values, List.of());
    }

    /** @param followers rows of the new contact that are written with it or not at all */
    public Found create(Writing writing, ObjectNode values, List<Follower> followers) {
        Person person = Person.of(values);
        List<String> names = person.keys().stream().limit(MOST_NAMES).toList();
        return first.insert(writing, CONTACTS, values, names, person::isKnownTo, followers);
    }

    /**
     * Changes a contact whatever else happens to it; an edit that changes nothing writes nothing.
     *
     * @param edit the row as it shall be, in a new object
     * @return the contact as it is now; nothing when it was deleted meanwhile
     */
    public Optional<Row> change(Writing writing, Row contact, UnaryOperator<ObjectNode> edit) {
        if (edit.apply(contact.values()).equals(contact.values())) {
            return Optional.of(contact);
        }
        UnaryOperator<ObjectNode> touched = values -> edit.apply(values).put("updated_at", writing.timestamp());
        return records.update(writing, List.of(contact), touched, row -> true).stream()
                .findFirst();
    }
}
