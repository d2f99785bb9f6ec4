package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.time;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.people.Phones;

/** Columns that mean the same wherever they appear. */
final class Fields {

    static final int NAME = 100;
    static final int TITLE = 200;
    static final int SOURCE = 50;
    static final int TAG = 50;
    static final int DESCRIPTION = 5000;
    static final int URL = 2048;

    /** Custom fields of one row, in bytes. */
    private static final int CUSTOM_FIELDS = 32 * 1024;

    private Fields() {}

    /** A member of the organization; the profile stays when the member is deactivated, so this rarely goes null. */
    static Column member(String name) {
        return uuid(name).references("profiles").onDelete(OnDelete.SET_NULL);
    }

    /** The member whose row this is. */
    static Column owner(String name) {
        return uuid(name).required().references("profiles").onDelete(OnDelete.CASCADE);
    }

    /**
     * Who wrote the row. No foreign key: a second one to profiles would make {@code profiles(*)} ambiguous on tables
     * whose documented embeds carry no hint.
     */
    static Column author(String name) {
        return uuid(name).defaultCurrentUser();
    }

    /** A row that belongs to one row of {@code table} and goes with it. */
    static Column parent(String name, String table) {
        return uuid(name).required().references(table).onDelete(OnDelete.CASCADE);
    }

    /** A row of {@code table} that this one mentions. */
    static Column link(String name, String table) {
        return uuid(name).references(table).onDelete(OnDelete.SET_NULL);
    }

    static Column tags() {
        return texts("tags").required().defaultTo("[]").eachMax(TAG).posted();
    }

    static Column customFields() {
        return jsonObject("custom_fields").required().defaultTo("{}").maxBytes(CUSTOM_FIELDS);
    }

    static Column phones() {
        return texts("phones")
                .required()
                .defaultTo("[]")
                .normalised(Normalised.PHONE)
                .posted(Phones::dialled)
                .searched();
    }

    static Column emails() {
        return texts("emails")
                .required()
                .defaultTo("[]")
                .normalised(Normalised.EMAIL)
                .posted()
                .searched();
    }

    static Column description() {
        return text("description").max(DESCRIPTION);
    }

    static Column position() {
        return integer("position").required().defaultTo(0);
    }

    static Column source() {
        return text("source").max(SOURCE);
    }

    static Column currency(String name) {
        return text(name).max(3);
    }

    /** Sunday is 0. */
    static Column weekday() {
        return integer("weekday").required().between(0, 6);
    }

    static Column startTime() {
        return time("start_time").required();
    }

    static Column endTime() {
        return time("end_time").required();
    }

    static Column expiry() {
        return timestamp("expires_at").required();
    }
}
