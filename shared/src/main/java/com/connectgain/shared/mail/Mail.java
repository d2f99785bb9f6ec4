package com.connectgain.shared.mail;

/**
 * One mail to one person.
 *
 * @param html null for a mail of text alone
 * @param kind what it is, for logs: {@code invitation}, {@code password_reset}, ...
 */
public record Mail(String to, String subject, String text, String html, String kind) {

    /** Never the address or the text: either would end in the first log line that mentions a mail. */
    @Override
    public String toString() {
        return "Mail[" + kind + "]";
    }
}
