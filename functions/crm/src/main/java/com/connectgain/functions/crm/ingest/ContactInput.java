package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.people.Emails;
import com.connectgain.shared.people.Person;
import com.connectgain.shared.people.Phones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody as a client describes them.
 *
 * @param values columns of a contact, in their stored form; only those that the client gave
 * @param companyName a company by its name, which may or may not be one of the organization's
 */
record ContactInput(ObjectNode values, String companyName) {

    private static final int NAME = 100;
    private static final int SOURCE = 50;
    private static final int TAG = 50;
    private static final int DESCRIPTION = 5000;
    private static final int COMPANY_NAME = 200;

    static ContactInput read(Input sent, Batch.Defaults defaults) {
        ObjectNode values = Json.object();
        sent.text("first_name", NAME).ifPresent(text -> values.put("first_name", text));
        sent.text("last_name", NAME).ifPresent(text -> values.put("last_name", text));
        Set<String> emails = new LinkedHashSet<>();
        inOrder(sent, "email", "emails").forEach(text -> emails.add(email(text)));
        Set<String> phones = new LinkedHashSet<>();
        inOrder(sent, "phone", "phones").forEach(text -> phones.add(phone(text)));
        if (values.isEmpty() && emails.isEmpty() && phones.isEmpty()) {
            throw Problem.badRequest("At least one of first_name, last_name, email, or phone is required");
        }
        values.set("emails", Input.array(emails));
        values.set("phones", Input.array(phones));
        values.put("source", sent.text("source", SOURCE).orElse(defaults.source()));
        Set<String> tags = new LinkedHashSet<>(sent.texts("tags", TAG));
        tags.addAll(defaults.tags());
        values.set("tags", Input.array(tags));
        sent.text("description", DESCRIPTION).ifPresent(text -> values.put("description", text));
        sent.id("company_id").ifPresent(id -> values.put("company_id", id));
        sent.id("assignee_id").ifPresent(id -> values.put("assignee_id", id));
        sent.flag("opt_in_status").ifPresent(flag -> values.put("opt_in_status", flag));
        sent.document("custom_fields").ifPresent(fields -> values.set("custom_fields", fields));
        return new ContactInput(values, sent.text("company_name", COMPANY_NAME).orElse(null));
    }

    private static List<String> inOrder(Input sent, String single, String several) {
        List<String> all = new ArrayList<>();
        sent.text(single).ifPresent(all::add);
        all.addAll(sent.texts(several));
        return all;
    }

    static String email(String text) {
        return Emails.normalise(text)
                .orElseThrow(() -> Problem.badRequest("Invalid email address: " + Input.shown(text)));
    }

    static String phone(String text) {
        return Phones.normalise(text)
                .orElseThrow(() -> Problem.badRequest("Invalid phone number: " + Input.shown(text)));
    }

    Person person() {
        return Person.of(values);
    }

    Optional<String> company() {
        return Optional.ofNullable(companyName).filter(name -> !values.has("company_id"));
    }

    /** With the company linked where the organization has it, else kept by its name. */
    ContactInput inCompany(Optional<String> companyId) {
        ObjectNode linked = values.deepCopy();
        if (companyId.isPresent()) {
            linked.put("company_id", companyId.get());
        } else {
            ObjectNode fields = linked.withObjectProperty("custom_fields");
            if (!fields.has("company_name")) {
                fields.put("company_name", companyName);
            }
            Input.withinLimit("custom_fields", fields);
        }
        return new ContactInput(linked, companyName);
    }

    ObjectNode mergedInto(ObjectNode contact) {
        return Merge.of(contact, values);
    }
}
