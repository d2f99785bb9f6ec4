package com.connectgain.shared.postgrest.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.Casts;
import com.connectgain.shared.sql.JsonInput;
import com.connectgain.shared.sql.JsonValues;
import com.connectgain.shared.sql.TextOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Every kind of JSON value written to every type of column: the same stored value, or the same error. */
class PayloadDifferentialTest {

    private static final List<String> TYPES = List.of(
            "uuid",
            "text",
            "int",
            "smallint",
            "bigint",
            "numeric",
            "float8",
            "bool",
            "date",
            "timestamptz",
            "jsonb",
            "_text",
            "_int4",
            "_jsonb");
    private static final List<String> VALUES = List.of(
            "1",
            "-1",
            "1.5",
            "10.50",
            "12345678901",
            "0.1",
            "true",
            "false",
            "null",
            "\"\"",
            "\"1\"",
            "\"x\"",
            "\"true\"",
            "\"2026-01-02\"",
            "\"2026-01-02T03:04:05Z\"",
            "\"10:00\"",
            "\"{a,b}\"",
            "\"{1,2}\"",
            "\"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11\"",
            "{}",
            "{\"b\":1,\"a\":[1,2]}",
            "[]",
            "[1,2]",
            "[\"a\",null]",
            "[[1,2],[3,4]]",
            "[1,[2]]",
            "\"a\\u0000b\"",
            "\"é😀\"",
            "[{\"a\":1}]",
            "[1.5]");

    @Test
    void valuesAreWrittenAsPostgresqlWritesThem() throws Exception {
        boolean installed = PrivatePostgres.isInstalled();
        if (!installed) {
            System.err.println("SKIPPED: no PostgreSQL 15 here, payloads were not compared with it");
        }
        assumeTrue(installed, "PostgreSQL 15 is not installed");
        List<String> disagreements = new ArrayList<>();
        try (PrivatePostgres postgres = PrivatePostgres.start();
                Connection connection = postgres.connect()) {
            for (String type : TYPES) {
                for (String value : VALUES) {
                    String ours = ours(type, value);
                    String theirs = theirs(connection, type, value);
                    if (!ours.equals(theirs) && !isDocumentInText(type, value)) {
                        disagreements.add(type + " " + value + "\n  ours:   " + ours + "\n  theirs: " + theirs);
                    }
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    /** Deliberate: the text of a document is stored as the document, as the documented pipelines request needs. */
    private static boolean isDocumentInText(String type, String value) {
        return type.endsWith("jsonb") && value.startsWith("\"{");
    }

    private static String ours(String type, String value) {
        try {
            Type target = Casts.typeNamed(type);
            JsonNode stored = JsonInput.read(target, "v", Json.read(value), Sample.NOW);
            return TextOutput.print(Type.of(Type.Kind.JSONB), JsonValues.canonical(stored));
        } catch (Problem problem) {
            return problem.code() + " " + problem.getMessage();
        }
    }

    private static String theirs(Connection connection, String type, String value) throws SQLException {
        String literal = "'{\"v\":" + value.replace("'", "''") + "}'";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String sql =
                    "select coalesce(to_jsonb(v), 'null') from json_to_record(" + literal + ") as one(v " + type + ")";
            try (ResultSet found = statement.executeQuery(sql)) {
                found.next();
                return found.getString(1);
            }
        } catch (PSQLException error) {
            return error.getSQLState() + " " + error.getServerErrorMessage().getMessage();
        }
    }
}
