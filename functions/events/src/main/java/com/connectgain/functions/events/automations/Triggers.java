package com.connectgain.functions.events.automations;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How rules name the events they wait for: by the dotted name, or in the older upper-case forms. */
final class Triggers {

    /** Older names that are not the dotted name in capitals. */
    private static final Map<String, List<String>> OLDER = Map.of(
            "message.received", List.of("MESSAGE_CREATED"),
            "message.sent", List.of("MESSAGE_CREATED"),
            "task.overdue", List.of("TASK_DUE"),
            "contact.tag.updated", List.of("CONTACT_TAGGED"),
            "facebook.comment.received", List.of("FB_COMMENT_RECEIVED", "FACEBOOK_COMMENT"),
            "broadcast.response", List.of("BROADCAST_RESPONDED"),
            "comment.added", List.of("NEW_COMMENT"));

    private Triggers() {}

    /** Every way a rule may name an event of this type. */
    static Set<String> spellings(String type) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(type);
        spellings.add(type.toUpperCase(Locale.ROOT).replace('.', '_'));
        spellings.addAll(OLDER.getOrDefault(type, List.of()));
        return spellings;
    }

    /**
     * MESSAGE_CREATED means what comes in; of what goes out it hears only where its own conditions ask for the
     * direction.
     */
    static boolean hears(String trigger, String type, JsonNode conditions) {
        return !trigger.equals("MESSAGE_CREATED")
                || type.equals("message.received")
                || Json.write(conditions).contains("\"direction\"");
    }
}
