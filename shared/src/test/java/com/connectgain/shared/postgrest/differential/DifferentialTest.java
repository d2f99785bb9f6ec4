package com.connectgain.shared.postgrest.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.request.QueryParameters;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

class DifferentialTest {

    private static final int CASES = Integer.getInteger("differential.cases", 2_000);
    private static final long SEED = Long.getLong("differential.seed", 42);
    private static final int SHOWN = 12;

    @Test
    void randomQueriesGiveWhatPostgresqlGives() throws Exception {
        boolean installed = PrivatePostgres.isInstalled();
        if (!installed) {
            System.err.println("SKIPPED: no PostgreSQL 15 here, the engine was not compared with it");
        }
        assumeTrue(installed, "PostgreSQL 15 is not installed");
        Random random = new Random(SEED);
        Sample sample = new Sample(random, 12, 80);
        MemoryEngine engine = new MemoryEngine(sample);
        RandomQuery queries = new RandomQuery(random, sample);
        List<String> disagreements = new ArrayList<>();
        int answered = 0;
        try (PrivatePostgres postgres = PrivatePostgres.start();
                Connection connection = postgres.connect()) {
            load(connection, sample);
            for (int i = 0; i < CASES; i++) {
                String query = queries.next();
                Outcome theirs = run(connection, sample, query);
                Outcome ours = engine.run(query);
                answered += theirs.code() == null ? 1 : 0;
                if (!KnownDifference.agree(query, ours, theirs)) {
                    disagreements.add(URLDecoder.decode(query, StandardCharsets.UTF_8) + "\n  ours:   "
                            + shortened(ours) + "\n  theirs: " + shortened(theirs));
                }
            }
        }
        assertThat(disagreements.subList(0, Math.min(SHOWN, disagreements.size())))
                .as("%d of %d queries disagree", disagreements.size(), CASES)
                .isEmpty();
        assertThat(answered).as("most queries are valid").isGreaterThan(CASES / 3);
    }

    private static String shortened(Outcome outcome) {
        String text = outcome.toString();
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }

    private static void load(Connection connection, Sample sample) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sample.ddl());
        }
        insert(connection, "owners", sample.ownerPayload);
        insert(connection, "things", sample.thingPayload);
    }

    private static void insert(Connection connection, String table, ArrayNode payload) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into " + table + " select * from json_populate_recordset(null::" + table + ", ?::json)")) {
            statement.setString(1, Json.write(payload));
            statement.execute();
        }
    }

    private static Outcome run(Connection connection, Sample sample, String query) throws SQLException {
        PostgrestSql sql =
                new PostgrestSql(QueryParameters.read(query, Dialect.STRICT), sample.catalog.table("things"));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(sql.page())) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            try (ResultSet found = statement.executeQuery(sql.count())) {
                found.next();
                return new Outcome(rows, found.getLong(1), null, null);
            }
        } catch (PSQLException error) {
            return Outcome.error(
                    error.getSQLState(),
                    error.getServerErrorMessage() == null
                            ? error.getMessage()
                            : error.getServerErrorMessage().getMessage());
        }
    }
}
