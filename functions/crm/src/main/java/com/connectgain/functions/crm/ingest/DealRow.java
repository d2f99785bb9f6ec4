package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.people.Person;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One row of {@code create-deals-bulk}: a deal, and whose it is.
 *
 * @param contactId wins over what else tells the contact; null when absent
 * @param contact a new contact, should one be made: exactly the documented columns
 */
record DealRow(DealInput deal, String contactId, ObjectNode contact, boolean createMissing) {

    private static final int NAME = 100;

    static DealRow read(Input sent, DealInput.Defaults defaults) {
        DealInput deal = DealInput.read(sent, defaults);
        Optional<Input> nested = sent.object("contact");
        String contactId = either(sent, nested, "id", NAME).orElse(null);
        ObjectNode contact = Json.object();
        either(sent, nested, "first_name", NAME).ifPresent(text -> contact.put("first_name", text));
        either(sent, nested, "last_name", NAME).ifPresent(text -> contact.put("last_name", text));
        boolean known = contactId != null;
        List<String> emails =
                either(sent, nested, "email", Integer.MAX_VALUE)
                        .map(text -> known ? text : ContactInput.email(text))
                        .stream()
                        .toList();
        List<String> phones =
                either(sent, nested, "phone", Integer.MAX_VALUE)
                        .map(text -> known ? text : ContactInput.phone(text))
                        .stream()
                        .toList();
        if (!known && emails.isEmpty() && phones.isEmpty()) {
            throw Problem.badRequest("At least one of contact_id, contact_email, or contact_phone is required");
        }
        contact.set("emails", Input.array(emails));
        contact.set("phones", Input.array(phones));
        contact.put("source", "api");
        contact.putArray("tags").add("deal-import");
        return new DealRow(
                deal,
                known ? contactId.toLowerCase(Locale.ROOT) : null,
                contact,
                sent.flag("create_contact_if_missing").orElse(false));
    }

    /** {@code contact_phone}, or the nested {@code contact: {phone}} that clients send although it is documented wrong. */
    private static Optional<String> either(Input sent, Optional<Input> nested, String name, int longest) {
        return sent.text("contact_" + name, longest).or(() -> nested.flatMap(inner -> inner.text(name, longest)));
    }

    Person person() {
        return contactId == null ? Person.of(contact) : new Person(List.of(), List.of());
    }

    List<String> keys() {
        return contactId == null ? person().keys() : List.of("id#" + contactId);
    }

    /** The same row with the pipeline it goes to. */
    DealRow in(String pipelineId) {
        return new DealRow(
                new DealInput(deal.values().deepCopy().put(DealInput.PIPELINE, pipelineId)),
                contactId,
                contact,
                createMissing);
    }
}
