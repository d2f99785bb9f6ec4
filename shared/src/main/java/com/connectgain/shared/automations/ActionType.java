package com.connectgain.shared.automations;

import static com.connectgain.shared.automations.Setting.ASSIGNEE;
import static com.connectgain.shared.automations.Setting.FIELD;
import static com.connectgain.shared.automations.Setting.TAGS;
import static com.connectgain.shared.automations.Setting.TITLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every kind of action, the further names that the documents give it, and the settings that it needs. */
public enum ActionType {
    CREATE_TASK(List.of(), TITLE),
    CREATE_DEAL(List.of(), TITLE),
    ADD_NOTE(List.of("CREATE_NOTE"), Setting.NOTE),
    CREATE_TICKET(List.of("CREATE_ISSUE", "CREATE_SUPPORT_TICKET"), Setting.PROJECT, TITLE),
    CREATE_BOOKING(List.of(), TITLE, Setting.START),
    ADD_TAG(List.of("ADD_TAGS"), TAGS),
    REMOVE_TAG(List.of("REMOVE_TAGS"), TAGS),
    ASSIGN_CONVERSATION(List.of(), ASSIGNEE),
    ASSIGN_TASK(List.of(), ASSIGNEE),
    ASSIGN_DEAL(List.of(), ASSIGNEE),
    ASSIGN_CONTACT(List.of(), ASSIGNEE),
    AUTO_ASSIGN_CONVERSATION(List.of()),
    AUTO_ASSIGN_TASK(List.of()),
    AUTO_ASSIGN_DEAL(List.of()),
    AUTO_ASSIGN_CONTACT(List.of()),
    UPDATE_FIELD(List.of("UPDATE_RECORD", "UPDATE_CONTACT", "UPDATE_DEAL", "UPDATE_TASK"), FIELD),
    MOVE_DEAL(List.of("UPDATE_DEAL_STAGE", "CHANGE_STAGE", "UPDATE_STAGE"), Setting.STAGE),
    UPDATE_LIFECYCLE(List.of("CHANGE_LIFECYCLE", "UPDATE_LIFECYCLE_STAGE"), Setting.LIFECYCLE_STAGE),
    UPDATE_CONVERSATION_STATUS(List.of("SET_CONVERSATION_STATUS"), Setting.STATUS),
    CLOSE_CONVERSATION(List.of()),
    OPEN_CONVERSATION(List.of("REOPEN_CONVERSATION")),
    SET_PRIORITY(List.of("SET_CONVERSATION_PRIORITY"), Setting.PRIORITY),
    COMPLETE_TASK(List.of()),
    SEND_MESSAGE(List.of("REPLY_MESSAGE", "SEND_TEMPLATE", "SEND_WHATSAPP", "SEND_SMS"), Setting.MESSAGE),
    FB_COMMENT_REPLY_AND_DM(List.of(), Setting.REPLY),
    SEND_EMAIL(List.of(), Setting.SUBJECT, Setting.MAIL_TEXT),
    NOTIFY(List.of("NOTIFY_USER", "SEND_NOTIFICATION", "NOTIFY_TEAM"), Setting.NOTICE),
    HTTP_REQUEST(List.of(), Setting.URL),
    SEND_WEBHOOK(List.of("WEBHOOK", "TRIGGER_WEBHOOK"), Setting.WEBHOOK),
    ENROLL_IN_SEQUENCE(List.of(), Setting.SEQUENCE),
    START_FLOW(List.of("TRIGGER_FLOW", "RUN_FLOW"), Setting.FLOW);

    private static final Map<String, ActionType> BY_NAME = Stream.of(values())
            .flatMap(type -> type.names().map(name -> Map.entry(name, type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> aliases;
    private final List<Setting> needs;

    ActionType(List<String> aliases, Setting... needs) {
        this.aliases = aliases;
        this.needs = List.of(needs);
    }

    List<Setting> needs() {
        return needs;
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(name()), aliases.stream());
    }

    static List<String> allNames() {
        return Stream.of(values()).flatMap(ActionType::names).toList();
    }

    /** {@code Add Tag} and {@code add-tag} are {@code ADD_TAG}. */
    public static Optional<ActionType> named(String written) {
        return Optional.ofNullable(
                BY_NAME.get(written.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_")));
    }

    /** An action's settings stand beside its type, or in {@code config}. */
    public static ObjectNode settings(ObjectNode action) {
        ObjectNode settings = action.deepCopy();
        for (String nested : List.of("config", "params", "settings")) {
            JsonNode inner = settings.path(nested);
            if (inner.isObject()) {
                settings.remove(nested);
                inner.properties().forEach(field -> settings.set(field.getKey(), field.getValue()));
            }
        }
        return settings;
    }
}
