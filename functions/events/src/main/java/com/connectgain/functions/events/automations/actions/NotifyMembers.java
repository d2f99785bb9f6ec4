package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Members;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.notifications.Notice;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Tells members in the dashboard, by mail and on their devices, as each prefers. */
final class NotifyMembers implements Action {

    @Override
    public Plan plan(Order order) {
        Set<String> members = members(order);
        if (members.isEmpty()) {
            throw new ActionFailure("There is nobody to notify");
        }
        String title = order.required(Setting.NOTICE);
        String body = order.text("body", "message", "text", "content")
                .filter(text -> !text.equals(title))
                .orElse(null);
        var event = order.situation().event();
        Notice notice = Notice.of(order.key(), "automation", title)
                .saying(body)
                .about(event.table(), event.entity(), order.text("link").orElse(null));
        ObjectNode summary = Json.object().put("title", title);
        members.forEach(summary.putArray("members")::add);
        return new Plan(summary, () -> {
            int told = order.kernel().notifier().tell(order.writing(), event.at(), members, notice);
            return Json.object().put("notified", told);
        });
    }

    private static Set<String> members(Order order) {
        Set<String> members = new LinkedHashSet<>();
        order.texts("user_ids", "user_id", "users", "assignee_id")
                .forEach(id -> members.add(order.member(id).id()));
        Set<String> roles = new LinkedHashSet<>();
        order.texts("roles", "role", "notify_roles").forEach(role -> roles.add(role.toUpperCase(Locale.ROOT)));
        if (!roles.isEmpty()) {
            members.addAll(Members.withRoles(order.situation(), roles));
        }
        if (members.isEmpty()) {
            order.situation().assignee().ifPresent(member -> members.add(member.id()));
        }
        return members;
    }
}
