package com.connectgain.shared.automations;

import com.connectgain.shared.events.EventNames;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How rules name what they wait for: by an event's dotted name, or in the older upper-case forms. */
public final class TriggerType {

    /** What is no change of a row: what the clock tells, and what somebody starts by hand. */
    private static final List<String> OTHERS = List.of("date.reached", "conversation.inactive", "manual.shortcut");

    private static final Set<String> BY_THE_CLOCK = Set.of("date.reached", "conversation.inactive");

    /** Older names that are not the dotted name in capitals. */
    private static final Map<String, List<String>> OLDER = Map.of(
            "message.received", List.of("MESSAGE_CREATED"),
            "message.sent", List.of("MESSAGE_CREATED"),
            "task.overdue", List.of("TASK_DUE"),
            "contact.tag.updated", List.of("CONTACT_TAGGED"),
            "facebook.comment.received", List.of("FB_COMMENT_RECEIVED", "FACEBOOK_COMMENT"),
            "broadcast.response", List.of("BROADCAST_RESPONDED"),
            "comment.added", List.of("NEW_COMMENT"));

    /** What nothing tells yet: shortcuts need flows, comments on pages the channel they are made in. */
    private static final Map<String, String> UNTOLD = Map.of(
            "manual.shortcut", "Shortcuts start flows; no rule hears of them",
            "facebook.comment.received", "No channel that receives comments is installed yet, so this never happens");

    private TriggerType() {}

    /** The dotted names. */
    public static List<String> all() {
        return Stream.concat(EventNames.ALL.stream(), OTHERS.stream()).sorted().toList();
    }

    /** Whether a rule that is stored with this text is ever found. */
    public static boolean isKnown(String written) {
        return dotted(written).isPresent();
    }

    /** The dotted name of what a rule names; empty for what it cannot name. */
    public static Optional<String> dotted(String written) {
        return all().stream().filter(type -> spellings(type).contains(written)).findFirst();
    }

    /** Whether only the clock tells a rule of it. */
    public static boolean isByTheClock(String written) {
        return dotted(written).filter(BY_THE_CLOCK::contains).isPresent();
    }

    /** Why a rule that waits for this waits in vain; empty for what does happen. */
    public static Optional<String> untold(String type) {
        return Optional.ofNullable(UNTOLD.get(type));
    }

    /** Every way a rule may name an event of this type. */
    public static Set<String> spellings(String type) {
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
    public static boolean hears(String trigger, String type, JsonNode conditions) {
        return !trigger.equals("MESSAGE_CREATED")
                || type.equals("message.received")
                || Json.write(conditions).contains("\"direction\"");
    }
}
