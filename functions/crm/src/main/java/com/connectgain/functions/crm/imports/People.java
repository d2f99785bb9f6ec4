package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.people.Emails;
import com.connectgain.shared.people.Phones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The columns that tell who somebody is, read in the same way from every kind of file. */
final class People {

    private static final int NAME = 100;

    private People() {}

    static void read(SourceRow row, ObjectNode values) {
        Optional<String> first = row.text("first_name", NAME);
        Optional<String> last = row.text("last_name", NAME);
        if (first.isEmpty() && last.isEmpty()) {
            row.text("full_name").ifPresent(name -> splitName(name, values));
        }
        first.ifPresent(text -> values.put("first_name", text));
        last.ifPresent(text -> values.put("last_name", text));
        values.set("emails", Input.array(row.split("emails", People::email)));
        values.set("phones", Input.array(row.split("phones", People::phone)));
        boolean named = values.has("first_name") || values.has("last_name");
        if (!named && values.path("emails").isEmpty() && values.path("phones").isEmpty()) {
            throw Problem.badRequest("At least one of first_name, last_name, email, or phone is required");
        }
    }

    private static void splitName(String name, ObjectNode values) {
        String[] parts = name.split("\\s+", 2);
        for (int i = 0; i < parts.length; i++) {
            String field = i == 0 ? "first_name" : "last_name";
            if (parts[i].codePointCount(0, parts[i].length()) > NAME) {
                throw Problem.badRequest(field + " must be at most " + NAME + " characters");
            }
            values.put(field, parts[i]);
        }
    }

    static String email(String text) {
        return Emails.normalise(text)
                .orElseThrow(() -> Problem.badRequest("Invalid email address: " + Input.shown(text)));
    }

    static String phone(String text) {
        return Phones.normalise(text)
                .orElseThrow(() -> Problem.badRequest("Invalid phone number: " + Input.shown(text)));
    }
}
