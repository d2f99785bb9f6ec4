package com.connectgain.shared.catalog;

/** Who may read, insert, update and delete the rows of a table, and whether API keys reach it through the proxy. */
public record Access(Rule read, Rule insert, Rule update, Rule delete, boolean proxied) {

    /** Every member reads and writes; API keys too. */
    public static Access everyone() {
        return new Access(Rule.members(), Rule.members(), Rule.members(), Rule.members(), true);
    }

    /** Signed-in members read and write; not reachable by API key. */
    public static Access users() {
        return new Access(Rule.users(), Rule.users(), Rule.users(), Rule.users(), false);
    }

    /** Members read, administrators write. */
    public static Access administered() {
        return new Access(Rule.users(), Rule.administrators(), Rule.administrators(), Rule.administrators(), false);
    }

    /** Two rules: one for reading, one for all writing; not reachable by API key. */
    public static Access of(Rule read, Rule write) {
        return new Access(read, write, write, write, false);
    }

    /** Each user's own rows, by {@code column}. */
    public static Access own(String column) {
        return new Access(Rule.own(column), Rule.own(column), Rule.own(column), Rule.own(column), false);
    }

    /** Members read; only the server writes. */
    public static Access readOnly() {
        return new Access(Rule.users(), Rule.nobody(), Rule.nobody(), Rule.nobody(), false);
    }

    /** The server only: not served under {@code /rest/v1} at all. */
    public static Access internal() {
        return new Access(Rule.nobody(), Rule.nobody(), Rule.nobody(), Rule.nobody(), false);
    }

    /** The service role reads and writes; nobody else knows of the table. */
    public static Access serviceOnly() {
        return new Access(Rule.service(), Rule.service(), Rule.service(), Rule.service(), false);
    }

    public Access reading(Rule rule) {
        return new Access(rule, insert, update, delete, proxied);
    }

    public Access inserting(Rule rule) {
        return new Access(read, rule, update, delete, proxied);
    }

    public Access updating(Rule rule) {
        return new Access(read, insert, rule, delete, proxied);
    }

    public Access deleting(Rule rule) {
        return new Access(read, insert, update, rule, proxied);
    }

    public Access viaProxy() {
        return new Access(read, insert, update, delete, true);
    }

    public boolean isInternal() {
        return read instanceof Rule.Nobody && insert instanceof Rule.Nobody && update instanceof Rule.Nobody;
    }
}
