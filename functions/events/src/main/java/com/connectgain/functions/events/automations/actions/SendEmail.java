package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.mail.Mail;
import com.connectgain.shared.people.Emails;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Sends a mail: to the addresses that the action names, else to the contact. */
final class SendEmail implements Action {

    private static final int MOST = 10;

    @Override
    public Plan plan(Order order) {
        List<String> to = recipients(order);
        String subject = order.required(Setting.SUBJECT);
        String text = order.required(Setting.MAIL_TEXT);
        String html = order.text("html").orElse(null);
        ObjectNode summary = Json.object().put("subject", subject).put("recipients", to.size());
        return new Plan(summary, () -> {
            for (int i = 0; i < to.size(); i++) {
                order.kernel()
                        .mailer()
                        .send(order.id("mail" + i), new Mail(to.get(i), subject, text, html, "automation"));
            }
            return Json.object().put("delivery", "Handed to the mail queue");
        });
    }

    private static List<String> recipients(Order order) {
        List<String> named = order.texts("to", "email", "recipients");
        List<String> wanted = new ArrayList<>(named);
        if (named.isEmpty()) {
            if (!order.contact().is("opt_in_status")) {
                throw new ActionFailure("The contact has opted out");
            }
            order.contact().get("emails").forEach(address -> wanted.add(address.asText()));
            wanted.subList(Math.min(1, wanted.size()), wanted.size()).clear();
        }
        if (wanted.isEmpty()) {
            throw new ActionFailure("The contact has no e-mail address");
        }
        if (wanted.size() > MOST) {
            throw new ActionFailure("At most " + MOST + " recipients");
        }
        return wanted.stream()
                .map(address -> Emails.normalise(address)
                        .orElseThrow(() -> new ActionFailure("Not an e-mail address among the recipients")))
                .toList();
    }
}
