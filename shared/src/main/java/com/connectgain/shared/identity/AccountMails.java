package com.connectgain.shared.identity;

import com.connectgain.shared.mail.Mail;
import com.connectgain.shared.mail.Mailer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The mails of accounts: a sentence, a link, and the code that does the same. */
public final class AccountMails {

    private record Wording(String subject, String reason, String action) {}

    private final Mailer mailer;
    private final AuthSettings settings;

    AccountMails(Mailer mailer, AuthSettings settings) {
        this.mailer = mailer;
        this.settings = settings;
    }

    /** @param redirectTo where the link leads after it did its work; already checked */
    public void link(User user, Link link, String redirectTo) {
        Wording wording = switch (link.kind()) {
            case SIGNUP ->
                new Wording(
                        "Confirm your email address",
                        "Please confirm that this is your email address.",
                        "Confirm email address");
            case RECOVERY ->
                new Wording(
                        "Reset your password",
                        "Somebody asked to reset your password. If it was not you, ignore this message.",
                        "Reset password");
            case MAGIC_LINK -> new Wording("Your sign-in link", "Use this link to sign in. It works once.", "Sign in");
            case EMAIL_CHANGE ->
                new Wording(
                        "Confirm your new email address",
                        "Your account asked to change its email address to "
                                + user.newEmail().orElse("another one")
                                + ". If it was not you, change your password.",
                        "Change email address");
        };
        String address = settings.issuer()
                + "/verify?token=" + encode(link.token())
                + "&type=" + link.kind().type()
                + "&redirect_to=" + encode(redirectTo);
        send(user.email(), wording, address, link.code(), link.kind().type());
    }

    /** Tells the new address that it is about to be used; the link itself went to the current one. */
    public void announceNewAddress(String newEmail) {
        String text = "This address was entered as the new email address of a ConnectGain account. The change takes "
                + "effect when it is confirmed from the current address. If you did not expect this, ignore it.";
        mailer.send(new Mail(
                newEmail, "Your new email address", text + "\n", page("<p>" + escape(text) + "</p>"), "email_change"));
    }

    public void invitation(String email, String organization, String inviter, String address) {
        String who = inviter == null || inviter.isBlank() ? "You have been invited" : inviter + " invited you";
        Wording wording = new Wording(
                "Invitation to " + organization,
                who + " to join " + organization + " on ConnectGain. The invitation is valid for 7 days.",
                "Accept invitation");
        send(email, wording, address, null, "invitation");
    }

    private void send(String to, Wording wording, String address, String code, String kind) {
        StringBuilder text = new StringBuilder(wording.reason())
                .append("\n\n")
                .append(address)
                .append('\n');
        StringBuilder html =
                new StringBuilder("<p>").append(escape(wording.reason())).append("</p>");
        html.append("<p><a href=\"").append(escape(address)).append("\">").append(escape(wording.action()));
        html.append("</a></p>");
        if (code != null) {
            text.append("\nOr enter the code: ").append(code).append('\n');
            html.append("<p>Or enter the code: <strong>").append(code).append("</strong></p>");
        }
        mailer.send(new Mail(to, wording.subject(), text.toString(), page(html.toString()), kind));
    }

    private static String page(String body) {
        return "<!doctype html><html><body style=\"font-family:sans-serif\">" + body + "</body></html>";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
