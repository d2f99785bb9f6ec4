package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.people.Folding;
import com.connectgain.shared.people.Person;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What makes two rows look like one: every key is a reason and a value, and rows that share a key belong together. */
final class Likeness {

    /** Strongest first. */
    static final List<String> REASONS = List.of("phone", "email", "domain", "name");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://.*", Pattern.CASE_INSENSITIVE);

    private Likeness() {}

    static String reason(String key) {
        return key.substring(0, key.indexOf('#'));
    }

    static List<String> keys(Subject subject, ObjectNode row) {
        return switch (subject) {
            case CONTACTS -> ofContact(row);
            case COMPANIES -> ofCompany(row);
        };
    }

    /** A name alone says little: people of one name are many, in one company they are few. */
    private static List<String> ofContact(ObjectNode row) {
        List<String> keys = new ArrayList<>(Person.of(row).keys());
        String name = plain(row.path("full_name_search").asText(""));
        String company = row.hasNonNull("company_id")
                ? row.path("company_id").asText()
                : plain(row.path("custom_fields").path("company_name").asText(""));
        if (!name.isEmpty() && !company.isEmpty()) {
            keys.add("name#" + name + "#" + company);
        }
        return keys;
    }

    private static List<String> ofCompany(ObjectNode row) {
        List<String> keys = new ArrayList<>();
        String domain = row.path("domain").asText("").strip().toLowerCase(Locale.ROOT);
        String host = domain.isEmpty() || domain.equals("null")
                ? host(row.path("website").asText(""))
                : withoutWww(domain);
        if (!host.isEmpty()) {
            keys.add("domain#" + host);
        }
        String name = plain(row.path("name").asText(""));
        if (!name.isEmpty()) {
            keys.add("name#" + name);
        }
        return keys;
    }

    /** Of a company's own site; a page on somebody else's, as of a social network, tells nothing. */
    private static String host(String website) {
        String text = website.strip();
        try {
            URI address = URI.create(SCHEME.matcher(text).matches() ? text : "http://" + text);
            boolean whole = address.getPath() == null || address.getPath().length() < 2;
            return address.getHost() == null || !whole
                    ? ""
                    : withoutWww(address.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    private static String withoutWww(String host) {
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    /** Letters and digits alone, however they are accented or vowelled: {@code أحمد} is {@code احمد}. */
    static String plain(String text) {
        return NO_LETTERS.matcher(Folding.of(text)).replaceAll(" ").strip();
    }
}
