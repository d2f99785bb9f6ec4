package com.connectgain.shared.people;

import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The contact of somebody who writes or is written to: whoever it is by now, else a new one. */
public final class Contacts {

    private final ContactMatcher matcher;
    private final ContactWriter writer;

    public Contacts(Store store, Records records) {
        this.matcher = new ContactMatcher(store);
        this.writer = new ContactWriter(store, records);
    }

    /** @param values a new contact, should one be made; a contact that is found is not changed */
    public Found findOrCreate(Writing writing, ObjectNode values) {
        return matcher.find(writing.tenant(), Person.of(values))
                .map(row -> new Found(row, false))
                .orElseGet(() -> writer.create(writing, values));
    }
}
