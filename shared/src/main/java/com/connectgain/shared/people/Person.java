package com.connectgain.shared.people;

import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What tells somebody apart: addresses and numbers in their stored form, in the order in which they were given. */
public record Person(List<String> emails, List<String> phones) {

    public static Person of(ObjectNode contact) {
        return new Person(texts(contact.path("emails")), texts(contact.path("phones")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    public boolean isNobody() {
        return emails.isEmpty() && phones.isEmpty();
    }

    /** Names under which one person is always the same, however the number was written. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        emails.forEach(email -> keys.add("email#" + email));
        phones.forEach(phone -> keys.add("phone#" + Phones.dialled(phone)));
        return keys;
    }

    boolean isKnownTo(Row contact) {
        return of(contact.values()).keys().stream().anyMatch(keys()::contains);
    }
}
