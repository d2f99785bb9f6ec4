package com.connectgain.shared.catalog.file;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's type names, with their short forms: {@code varchar(20)}, {@code int4[]}, {@code numeric(10,2)}. */
final class TypeName {

    private static final Pattern FORM = Pattern.compile(
            "([a-z][a-z0-9 ]*?) ?(?:\\( ?([0-9]{1,8}) ?(?:, ?([0-9]{1,4}) ?)?\\))?( (?:with|without) time"
                    + " zone)?(\\[])?");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("uuid", Kind.UUID),
            Map.entry("text", Kind.TEXT),
            Map.entry("character varying", Kind.VARCHAR),
            Map.entry("varchar", Kind.VARCHAR),
            Map.entry("character", Kind.VARCHAR),
            Map.entry("char", Kind.VARCHAR),
            Map.entry("smallint", Kind.SMALLINT),
            Map.entry("int2", Kind.SMALLINT),
            Map.entry("integer", Kind.INTEGER),
            Map.entry("int", Kind.INTEGER),
            Map.entry("int4", Kind.INTEGER),
            Map.entry("bigint", Kind.BIGINT),
            Map.entry("int8", Kind.BIGINT),
            Map.entry("numeric", Kind.NUMERIC),
            Map.entry("decimal", Kind.NUMERIC),
            Map.entry("real", Kind.REAL),
            Map.entry("float4", Kind.REAL),
            Map.entry("double precision", Kind.DOUBLE),
            Map.entry("float8", Kind.DOUBLE),
            Map.entry("boolean", Kind.BOOLEAN),
            Map.entry("bool", Kind.BOOLEAN),
            Map.entry("date", Kind.DATE),
            Map.entry("time", Kind.TIME),
            Map.entry("time without time zone", Kind.TIME),
            Map.entry("timestamp", Kind.TIMESTAMP),
            Map.entry("timestamp without time zone", Kind.TIMESTAMP),
            Map.entry("timestamptz", Kind.TIMESTAMPTZ),
            Map.entry("timestamp with time zone", Kind.TIMESTAMPTZ),
            Map.entry("interval", Kind.INTERVAL),
            Map.entry("json", Kind.JSON),
            Map.entry("jsonb", Kind.JSONB),
            Map.entry("bytea", Kind.BYTEA));

    private TypeName() {}

    /** @param where what the type belongs to, for the sentence about a type that there is not */
    static Type read(String name, String where) {
        Matcher form = FORM.matcher(name.trim().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!form.matches()) {
            throw new CatalogFile.Mistake(where + " has the unknown type \"" + name + "\"");
        }
        String zone = form.group(4) == null ? "" : form.group(4);
        Kind kind = KINDS.get(form.group(1) + zone);
        if (kind == null) {
            throw new CatalogFile.Mistake(where + " has the unknown type \"" + name + "\"");
        }
        boolean sized = kind == Kind.VARCHAR || kind == Kind.NUMERIC;
        Integer first = sized ? number(form.group(2)) : null;
        Integer second = kind == Kind.NUMERIC && first != null
                ? (form.group(3) == null ? Integer.valueOf(0) : number(form.group(3)))
                : null;
        return new Type(kind, form.group(5) != null, first, second);
    }

    private static Integer number(String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
