package com.connectgain.shared.postgrest.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.Casts;
import com.connectgain.shared.sql.Literals;
import com.connectgain.shared.sql.TextOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Literals of every type, as they are and with a character changed: the same value, or the same error. */
class LiteralDifferentialTest {

    private static final int CASES = Integer.getInteger("differential.cases", 2_000);
    private static final long SEED = Long.getLong("differential.seed", 42);
    private static final int SHOWN = 15;
    private static final String EDITS = "0123456789-+:. Tz,{}[]\"\\eaxN";

    @Test
    void literalsAreReadAsPostgresqlReadsThem() throws Exception {
        boolean installed = PrivatePostgres.isInstalled();
        if (!installed) {
            System.err.println("SKIPPED: no PostgreSQL 15 here, literals were not compared with it");
        }
        assumeTrue(installed, "PostgreSQL 15 is not installed");
        List<String[]> literals = literals();
        Random random = new Random(SEED);
        List<String> disagreements = new ArrayList<>();
        try (PrivatePostgres postgres = PrivatePostgres.start();
                Connection connection = postgres.connect()) {
            for (int i = 0; i < Math.max(CASES, literals.size()); i++) {
                String[] literal = literals.get(i % literals.size());
                String text = i < literals.size() ? literal[1] : edited(random, literal[1]);
                String theirs = theirs(connection, literal[0], text);
                String ours = ours(literal[0], text);
                if (!ours.equals(theirs) && !isExoticDate(literal[0], theirs, i >= literals.size())) {
                    disagreements.add(literal[0] + " '" + text + "'\n  ours:   " + ours + "\n  theirs: " + theirs);
                }
            }
        }
        assertThat(disagreements.subList(0, Math.min(SHOWN, disagreements.size())))
                .as("%d literals disagree", disagreements.size())
                .isEmpty();
    }

    /**
     * Deliberate: of the dates that a random edit makes (week dates, Julian days, years of five digits run together,
     * signs in odd places), only those have to agree that PostgreSQL refuses as out of range or prints in this era.
     */
    private static boolean isExoticDate(String type, String theirs, boolean edited) {
        boolean temporal = type.startsWith("time") || type.equals("date");
        return temporal && edited && !theirs.matches("[12]\\d{3}-.*");
    }

    private static List<String[]> literals() throws Exception {
        List<String[]> literals = new ArrayList<>();
        try (var in = LiteralDifferentialTest.class.getResourceAsStream("literals.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    String[] cells = line.split("\t", -1);
                    for (int i = 1; i < cells.length; i++) {
                        literals.add(new String[] {cells[0], cells[i]});
                    }
                }
            }
        }
        return literals;
    }

    private static String edited(Random random, String text) {
        StringBuilder edited = new StringBuilder(text);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            char c = EDITS.charAt(random.nextInt(EDITS.length()));
            int at = random.nextInt(edited.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> edited.insert(at, c);
                case 1 -> edited.replace(Math.max(0, at - 1), at, "");
                default -> edited.replace(Math.max(0, at - 1), at, String.valueOf(c));
            }
        }
        return edited.toString();
    }

    private static String ours(String typeName, String text) {
        try {
            Type type = typeName.equals("numeric(5,2)")
                    ? new Type(Type.Kind.NUMERIC, false, 5, 2)
                    : typeName.equals("varchar(3)")
                            ? new Type(Type.Kind.VARCHAR, false, 3, null)
                            : typeName.endsWith("[]")
                                    ? Type.arrayOf(Casts.typeNamed(typeName.replace("[]", "")).kind())
                                    : Casts.typeNamed(typeName);
            JsonNode value = Literals.read(type, text, Sample.NOW);
            return TextOutput.print(type, value);
        } catch (Problem problem) {
            String details = problem.details() == null ? null : problem.details().textValue();
            return problem.code() + " " + problem.getMessage() + " | " + details + " | " + problem.hint();
        }
    }

    private static String theirs(Connection connection, String type, String text) throws SQLException {
        String literal = "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String value = type.equals("varchar(3)") ? "v" : "(v::" + type + ")";
            String sql = type.equals("varchar(3)")
                    ? "create temp table if not exists cut (v varchar(3)); truncate cut; insert into cut values ("
                            + literal + "); select v from cut"
                    : "select case when pg_typeof(x) = 'boolean'::regtype then left(x::text, 1) else x::text end"
                            + " from (select " + value.replace("v", literal) + " as x) one";
            if (!type.equals("varchar(3)")) {
                sql = "select case when pg_typeof(x) = 'boolean'::regtype then left(x::text, 1) else x::text end"
                        + " from (select " + literal + "::" + type + " as x) one";
            }
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet found = statement.getResultSet()) {
                found.next();
                return found.getString(1);
            }
        } catch (PSQLException error) {
            var message = error.getServerErrorMessage();
            return error.getSQLState() + " " + message.getMessage() + " | " + message.getDetail() + " | "
                    + message.getHint();
        }
    }
}
