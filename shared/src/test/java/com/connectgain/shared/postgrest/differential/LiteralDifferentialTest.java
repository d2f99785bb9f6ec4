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
                boolean asIs = i < literals.size() || literal[1].startsWith("[") || literal[0].equals("real");
                String text = asIs ? literal[1] : edited(random, literal[1]);
                String theirs = theirs(connection, literal[0], text);
                String ours = ours(literal[0], text);
                if (!ours.equals(theirs) && !(i >= literals.size() && isExotic(literal[0], ours, theirs))) {
                    disagreements.add(literal[0] + " '" + text + "'\n  ours:   " + ours + "\n  theirs: " + theirs);
                }
            }
        }
        assertThat(disagreements.subList(0, Math.min(SHOWN, disagreements.size())))
                .as("%d literals disagree", disagreements.size())
                .isEmpty();
    }

    /**
     * Deliberate: PostgreSQL skips stray punctuation in dates ({@code 1[/01/2026}), takes forms that nobody sends (week
     * dates, Julian days, {@code 2026-012}, hexadecimal floats, {@code -NaN}), and reports a malformed number that is
     * also too large as too large. We refuse them all as malformed; but what both take must mean the same.
     */
    private static boolean isExotic(String type, String ours, String theirs) {
        boolean scalar = type.startsWith("time")
                || type.equals("date")
                || type.equals("interval")
                || type.equals("float8")
                || type.equals("real")
                || type.startsWith("numeric");
        return scalar && ours.contains(" | ") || isSameDouble(type, ours, theirs);
    }

    /** Deliberate: of two shortest spellings of one double, Java and PostgreSQL may choose differently. */
    private static boolean isSameDouble(String type, String ours, String theirs) {
        return type.equals("float8")
                && !ours.contains(" | ")
                && !theirs.contains(" | ")
                && Double.parseDouble(ours) == Double.parseDouble(theirs);
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
                                    ? Type.arrayOf(Casts.typeNamed(typeName.replace("[]", ""))
                                            .kind())
                                    : Casts.typeNamed(typeName);
            JsonNode value = Literals.read(type, text, Sample.NOW);
            return TextOutput.print(type, value);
        } catch (Problem problem) {
            String details =
                    problem.details() == null ? null : problem.details().textValue();
            return problem.code() + " " + problem.getMessage() + " | " + details + " | " + problem.hint();
        }
    }

    /** Negative zero is zero to us: decimals have only one. */
    private static String theirs(Connection connection, String type, String text) throws SQLException {
        String literal = "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String sql = type.equals("varchar(3)")
                    ? "create temp table if not exists cut (v varchar(3)); truncate cut; insert into cut values ("
                            + literal + "); select v from cut"
                    : "select case when pg_typeof(x) = 'boolean'::regtype then left(x::text, 1) else x::text end"
                            + " from (select " + literal + "::" + type + " as x) one";
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet found = statement.getResultSet()) {
                found.next();
                String value = found.getString(1);
                return value.equals("-0") ? "0" : value;
            }
        } catch (PSQLException error) {
            var message = error.getServerErrorMessage();
            return error.getSQLState() + " " + message.getMessage() + " | " + message.getDetail() + " | "
                    + message.getHint();
        }
    }
}
