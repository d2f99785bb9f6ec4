package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Access rules in words. */
final class Rules {

    private Rules() {}

    static String describe(Access access) {
        String proxied = access.proxied() ? " API keys reach it through rest-api-proxy." : "";
        String text = "Read: " + words(access.read()) + ". ";
        if (access.insert().equals(access.update()) && access.update().equals(access.delete())) {
            return text + "Write: " + words(access.insert()) + "." + proxied;
        }
        return text
                + "Insert: " + words(access.insert()) + ". Update: " + words(access.update())
                + ". Delete: " + words(access.delete()) + "." + proxied;
    }

    static String words(Rule rule) {
        return switch (rule) {
            case Rule.Nobody() -> "the server only";
            case Rule.Service() -> "the service role only";
            case Rule.Members() -> "members and API keys";
            case Rule.Users() -> "signed-in members";
            case Rule.Roles(var roles) ->
                "role " + new TreeSet<>(roles).stream().map(Enum::name).collect(Collectors.joining(", "));
            case Rule.Holders(var permission) -> "holders of " + permission.key();
            case Rule.Own(var column) -> "the user in " + column;
            case Rule.AnyOf(var rules) -> joined(rules, " or ");
            case Rule.AllOf(var rules) -> joined(rules, " and ");
        };
    }

    private static String joined(List<Rule> rules, String word) {
        return rules.stream()
                .map(rule -> rule instanceof Rule.AnyOf && word.equals(" and ") ? "(" + words(rule) + ")" : words(rule))
                .collect(Collectors.joining(word));
    }
}
