package com.connectgain.shared.identity;

/**
 * A one-time link as it goes into a mail.
 *
 * @param token what the link carries; only its hash is stored
 * @param code six digits that do the same when typed together with the address
 */
public record Link(Kind kind, String token, String code) {

    /** What a link is for. */
    public enum Kind {
        SIGNUP("signup"),
        RECOVERY("recovery"),
        MAGIC_LINK("magiclink"),
        EMAIL_CHANGE("email_change");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As {@code type} names it on the wire. */
        public String type() {
            return type;
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Link[" + kind + "]";
    }
}
