package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.automations.ActionType;
import com.connectgain.shared.automations.Setting;

/** What carries out each kind of action. */
public final class Actions {

    private Actions() {}

    public static Action named(String type) {
        return ActionType.named(type).map(Actions::of).orElseThrow(() -> new ActionFailure("Unknown action: " + type));
    }

    private static Action of(ActionType type) {
        return switch (type) {
            case CREATE_TASK -> new CreateTask();
            case CREATE_DEAL -> new CreateDeal();
            case ADD_NOTE -> new AddNote();
            case CREATE_TICKET -> new CreateTicket();
            case CREATE_BOOKING -> new CreateBooking();
            case ADD_TAG -> new ChangeTags(true);
            case REMOVE_TAG -> new ChangeTags(false);
            case ASSIGN_CONVERSATION -> new Assign(Work.CONVERSATION, false);
            case ASSIGN_TASK -> new Assign(Work.TASK, false);
            case ASSIGN_DEAL -> new Assign(Work.DEAL, false);
            case ASSIGN_CONTACT -> new Assign(Work.CONTACT, false);
            case AUTO_ASSIGN_CONVERSATION -> new Assign(Work.CONVERSATION, true);
            case AUTO_ASSIGN_TASK -> new Assign(Work.TASK, true);
            case AUTO_ASSIGN_DEAL -> new Assign(Work.DEAL, true);
            case AUTO_ASSIGN_CONTACT -> new Assign(Work.CONTACT, true);
            case UPDATE_FIELD -> new UpdateField();
            case MOVE_DEAL -> new MoveDeal();
            case UPDATE_LIFECYCLE -> new ChangeLifecycle();
            case UPDATE_CONVERSATION_STATUS -> new ChangeConversation(Setting.STATUS, null);
            case CLOSE_CONVERSATION -> new ChangeConversation(Setting.STATUS, "CLOSED");
            case OPEN_CONVERSATION -> new ChangeConversation(Setting.STATUS, "OPEN");
            case SET_PRIORITY -> new ChangeConversation(Setting.PRIORITY, null);
            case COMPLETE_TASK -> new CompleteTask();
            case SEND_MESSAGE -> new SendMessage();
            case FB_COMMENT_REPLY_AND_DM -> new ReplyToComment();
            case SEND_EMAIL -> new SendEmail();
            case NOTIFY -> new NotifyMembers();
            case HTTP_REQUEST -> new HttpRequest(false);
            case SEND_WEBHOOK -> new SendWebhook();
            case ENROLL_IN_SEQUENCE -> new EnrollInSequence();
            case START_FLOW -> new StartFlow();
        };
    }
}
