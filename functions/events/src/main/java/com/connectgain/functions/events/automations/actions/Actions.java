package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.shared.assignment.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every action by the names that the pages of the documents give it. */
public final class Actions {

    private final Map<String, Action> byName = new HashMap<>();

    public Actions() {
        name(new CreateTask(), "CREATE_TASK");
        name(new CreateDeal(), "CREATE_DEAL");
        name(new AddNote(), "ADD_NOTE", "CREATE_NOTE");
        name(new CreateTicket(), "CREATE_TICKET", "CREATE_ISSUE", "CREATE_SUPPORT_TICKET");
        name(new ChangeTags(true), "ADD_TAG", "ADD_TAGS");
        name(new ChangeTags(false), "REMOVE_TAG", "REMOVE_TAGS");
        for (Work work : Work.values()) {
            name(new Assign(work, false), "ASSIGN_" + work);
            name(new Assign(work, true), "AUTO_ASSIGN_" + work);
        }
        name(new UpdateField(), "UPDATE_FIELD", "UPDATE_RECORD", "UPDATE_CONTACT", "UPDATE_DEAL", "UPDATE_TASK");
        name(new MoveDeal(), "MOVE_DEAL", "UPDATE_DEAL_STAGE", "CHANGE_STAGE", "UPDATE_STAGE");
        name(new ChangeLifecycle(), "UPDATE_LIFECYCLE", "CHANGE_LIFECYCLE", "UPDATE_LIFECYCLE_STAGE");
        name(new ChangeConversation("status", null), "UPDATE_CONVERSATION_STATUS", "SET_CONVERSATION_STATUS");
        name(new ChangeConversation("status", "CLOSED"), "CLOSE_CONVERSATION");
        name(new ChangeConversation("status", "OPEN"), "OPEN_CONVERSATION", "REOPEN_CONVERSATION");
        name(new ChangeConversation("priority", null), "SET_PRIORITY", "SET_CONVERSATION_PRIORITY");
        name(new CompleteTask(), "COMPLETE_TASK");
        name(new SendMessage(), "SEND_MESSAGE", "REPLY_MESSAGE", "SEND_TEMPLATE", "SEND_WHATSAPP", "SEND_SMS");
        name(new ReplyToComment(), "FB_COMMENT_REPLY_AND_DM");
        name(new SendEmail(), "SEND_EMAIL");
        name(new NotifyMembers(), "NOTIFY", "NOTIFY_USER", "SEND_NOTIFICATION", "NOTIFY_TEAM");
        name(new HttpRequest(false), "HTTP_REQUEST");
        name(new HttpRequest(true), "SEND_WEBHOOK", "WEBHOOK", "TRIGGER_WEBHOOK");
        name(new EnrollInSequence(), "ENROLL_IN_SEQUENCE");
        name(new StartFlow(), "START_FLOW", "TRIGGER_FLOW", "RUN_FLOW");
    }

    private void name(Action action, String... names) {
        List.of(names).forEach(name -> byName.put(name, action));
    }

    public Action named(String type) {
        Action action = byName.get(type.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_"));
        if (action == null) {
            throw new ActionFailure("Unknown action: " + type);
        }
        return action;
    }
}
