package com.connectgain.shared.postgrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.write.Payload;
import com.connectgain.shared.postgrest.write.RowWriter;
import com.connectgain.shared.postgrest.write.WriteContext;
import com.connectgain.shared.sql.RegexPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is rows or a client error; never an exception of another kind. */
class RobustnessTest {

    private static final int CASES = 20_000;
    private static final String NOISE =
            "().,:;!*\"\\{}[]->=&+%_'#$ \t\n0123456789abcdefgnotidrxyzäß\u0645\uD83D\uDE00\uD800\u0000";

    @Test
    void brokenQueriesAreClientErrors() {
        Random random = new Random(5);
        List<String[]> seeds = new ArrayList<>();
        Cases.of("reads.tsv").forEach(row -> seeds.add(new String[] {(String) row.get()[0], (String) row.get()[1]}));
        Cases.of("bind-errors.tsv")
                .forEach(row -> seeds.add(new String[] {(String) row.get()[0], (String) row.get()[1]}));
        Cases.of("parsed.tsv").forEach(row -> seeds.add(new String[] {"contacts", (String) row.get()[0]}));
        int answered = 0;
        for (int i = 0; i < CASES; i++) {
            String[] seed = seeds.get(random.nextInt(seeds.size()));
            String query = edited(random, seed[1]);
            try {
                Fixture.read(i % 2 == 0 ? Dialect.STRICT : Dialect.PROXY, "GET", seed[0], query);
                answered++;
            } catch (Problem problem) {
                assertThat(problem.status()).as(query).isBetween(300, 499);
            } catch (RuntimeException | StackOverflowError other) {
                fail("%s gave %s", query, other);
            }
        }
        assertThat(answered).isPositive();
    }

    @Test
    void brokenPayloadsAreClientErrors() {
        Random random = new Random(6);
        for (int i = 0; i < CASES / 4; i++) {
            String body = edited(random, "[{\"tags\":[\"a\",null],\"score\":12.5,\"custom_fields\":{\"a\":[1,{}]}}]");
            String type = i % 3 == 0 ? "text/csv" : "application/json";
            try {
                var request = ApiRequest.read(
                        Dialect.STRICT,
                        "POST",
                        "contacts",
                        "",
                        Map.of("content-type", type),
                        body.getBytes(StandardCharsets.UTF_8));
                new RowWriter(
                                Fixture.CATALOG.table("contacts"),
                                new WriteContext(Fixture.NOW, () -> "x", name -> 1, null, null, Dialect.STRICT))
                        .inserts(request, Payload.read(request));
            } catch (Problem problem) {
                assertThat(problem.status()).as(body).isBetween(400, 499);
            } catch (RuntimeException | StackOverflowError other) {
                fail("%s gave %s", body, other);
            }
        }
    }

    @Test
    void deepNestingIsRefused() {
        for (String query : List.of(
                "or=" + "(and".repeat(5_000) + "(a.eq.1" + ")".repeat(5_000),
                "select=" + "deals(contacts(".repeat(2_000) + "id" + "))".repeat(2_000),
                "custom_fields=cs." + "[".repeat(50_000),
                "tags=cs." + "{".repeat(50_000),
                "first_name=fts." + "(".repeat(50_000) + "a",
                "first_name=match." + "(".repeat(1_900) + "a" + ")".repeat(1_900))) {
            try {
                Fixture.read(Dialect.STRICT, "GET", "contacts", query);
            } catch (Problem problem) {
                assertThat(problem.status()).isBetween(400, 499);
            }
        }
    }

    @Test
    void catastrophicPatternIsGivenUp() {
        long start = System.nanoTime();
        var pattern = RegexPattern.of("(.*a){20}b", false);
        Problem problem = catchThrowableOfType(Problem.class, () -> pattern.matches("a".repeat(60)));
        assertThat(problem.code()).isEqualTo("2201B");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2_000);
    }

    private static String edited(Random random, String text) {
        StringBuilder edited = new StringBuilder(text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(edited.length() + 1);
            char c = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(3)) {
                case 0 -> edited.insert(at, c);
                case 1 -> edited.delete(at, Math.min(edited.length(), at + 1 + random.nextInt(3)));
                default -> edited.replace(at, Math.min(edited.length(), at + 1), String.valueOf(c));
            }
        }
        return edited.toString();
    }
}
