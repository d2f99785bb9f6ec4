package com.connectgain.shared.catalog;

import java.util.Locale;

/**
 * A PostgreSQL column type.
 *
 * @param precision of NUMERIC, or the length of VARCHAR; null when unconstrained
 * @param scale of NUMERIC; null when unconstrained
 */
public record Type(Kind kind, boolean array, Integer precision, Integer scale) {

    public enum Kind {
        UUID("uuid"),
        TEXT("text"),
        VARCHAR("character varying"),
        SMALLINT("smallint"),
        INTEGER("integer"),
        BIGINT("bigint"),
        NUMERIC("numeric"),
        REAL("real"),
        DOUBLE("double precision"),
        BOOLEAN("boolean"),
        DATE("date"),
        TIME("time without time zone"),
        TIMESTAMP("timestamp without time zone"),
        TIMESTAMPTZ("timestamp with time zone"),
        INTERVAL("interval"),
        JSON("json"),
        JSONB("jsonb"),
        BYTEA("bytea");

        private final String sqlName;

        Kind(String sqlName) {
            this.sqlName = sqlName;
        }
    }

    public static Type of(Kind kind) {
        return new Type(kind, false, null, null);
    }

    public static Type arrayOf(Kind kind) {
        return new Type(kind, true, null, null);
    }

    public Type element() {
        return new Type(kind, false, precision, scale);
    }

    /** The name as PostgreSQL prints it in error texts: {@code text[]}, {@code timestamp with time zone}. */
    public String sqlName() {
        return array ? kind.sqlName + "[]" : kind.sqlName;
    }

    public boolean isText() {
        return !array && (kind == Kind.TEXT || kind == Kind.VARCHAR);
    }

    public boolean isJson() {
        return !array && (kind == Kind.JSON || kind == Kind.JSONB);
    }

    public boolean isNumber() {
        return !array
                && switch (kind) {
                    case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> true;
                    default -> false;
                };
    }

    @Override
    public String toString() {
        return sqlName().toLowerCase(Locale.ROOT);
    }
}
