package com.connectgain.shared.postgrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.request.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadTest {

    static Stream<Arguments> reads() {
        return Cases.of("reads.tsv");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void queryGivesTheseRows(String table, String query, String expected) {
        assertThat(body(Fixture.read(Dialect.STRICT, "GET", table, query))).isEqualTo(expected);
    }

    static Stream<Arguments> proxyReads() {
        return Cases.of("reads-proxy.tsv");
    }

    @ParameterizedTest
    @MethodSource("proxyReads")
    void proxyQueryGivesTheseRows(String table, String query, String expected) {
        assertThat(body(Fixture.read(Dialect.PROXY, "GET", table, query))).isEqualTo(expected);
    }

    static Stream<Arguments> errors() {
        return Cases.of("bind-errors.tsv");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void mistakeIsAnsweredLikeThis(String table, String query, String expected, String details, String hint) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Fixture.read(Dialect.STRICT, "GET", table, query));
        assertThat(problem).isNotNull();
        assertThat(problem.code() + " " + problem.getMessage()).isEqualTo(expected);
        assertThat(problem.details() == null ? "" : problem.details().asText()).isEqualTo(details);
        assertThat(problem.hint() == null ? "" : problem.hint()).isEqualTo(hint);
        assertThat(problem.status()).isBetween(400, 499);
    }

    @Test
    void twoForeignKeysAreAmbiguousAndBothAreNamed() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "select=profiles(*)"));
        assertThat(problem.status()).isEqualTo(300);
        assertThat(problem.code()).isEqualTo("PGRST201");
        assertThat(problem.hint())
                .isEqualTo("Try changing 'profiles' to one of the following: 'profiles!contacts_assignee_id_fkey', "
                        + "'profiles!contacts_owner_id_fkey'. Find the desired relationship in the 'details' key.");
        assertThat(problem.details()).isEqualTo(Json.read("""
            [{"cardinality":"many-to-one","embedding":"contacts with profiles",
              "relationship":"contacts_assignee_id_fkey using contacts(assignee_id) and profiles(id)"},
             {"cardinality":"many-to-one","embedding":"contacts with profiles",
              "relationship":"contacts_owner_id_fkey using contacts(owner_id) and profiles(id)"}]
            """));
    }

    @Test
    void countTurnsPartOfTheRowsInto206() {
        Response part = Fixture.read(Dialect.STRICT, "GET", "contacts", "select=id&limit=2", "prefer", "count=exact");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.headers())
                .containsEntry("Content-Range", "0-1/3")
                .containsEntry("Preference-Applied", "count=exact")
                .containsEntry("Content-Location", "/contacts?limit=2&select=id");
        Response all = Fixture.read(Dialect.STRICT, "GET", "contacts", "", "prefer", "count=exact");
        assertThat(all.status()).isEqualTo(200);
        Response uncounted = Fixture.read(Dialect.STRICT, "GET", "contacts", "limit=2");
        assertThat(uncounted.status()).isEqualTo(200);
        assertThat(uncounted.headers()).containsEntry("Content-Range", "0-1/*");
    }

    @Test
    void offsetBeyondTheCountIs416AndAtTheCountIs206() {
        Problem beyond = catchThrowableOfType(
                Problem.class,
                () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "offset=4", "prefer", "count=exact"));
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.code()).isEqualTo("PGRST103");
        assertThat(beyond.details().textValue()).isEqualTo("An offset of 4 was requested, but there are only 3 rows.");
        assertThat(beyond.headers()).containsEntry("Content-Range", "*/3");
        Response at = Fixture.read(Dialect.STRICT, "GET", "contacts", "offset=3", "prefer", "count=exact");
        assertThat(at.status()).isEqualTo(206);
        assertThat(at.headers()).containsEntry("Content-Range", "*/3");
        Response uncounted = Fixture.read(Dialect.STRICT, "GET", "contacts", "offset=9");
        assertThat(uncounted.status()).isEqualTo(200);
        assertThat(body(uncounted)).isEqualTo("[]");
    }

    @Test
    void rangeHeaderIsIntersectedWithLimitAndOnlyForGet() {
        Response ranged = Fixture.read(Dialect.STRICT, "GET", "contacts", "select=id&limit=5", "range", "1-1");
        assertThat(ranged.headers()).containsEntry("Content-Range", "1-1/*");
        Response head = Fixture.read(Dialect.STRICT, "HEAD", "contacts", "select=id", "range", "1-1");
        assertThat(head.headers()).containsEntry("Content-Range", "0-2/*");
        assertThat(head.body()).isEmpty();
        Problem reversed = catchThrowableOfType(
                Problem.class, () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "", "range", "5-1"));
        assertThat(reversed.status()).isEqualTo(416);
    }

    @Test
    void singleObjectNeedsExactlyOneRow() {
        String accept = "application/vnd.pgrst.object+json";
        Response one =
                Fixture.read(Dialect.STRICT, "GET", "contacts", "select=first_name&score=eq.10", "accept", accept);
        assertThat(body(one)).isEqualTo("{\"first_name\":\"John\"}");
        assertThat(one.headers()).containsEntry("Content-Type", accept + "; charset=utf-8");
        Problem none = catchThrowableOfType(
                Problem.class, () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "score=eq.55", "accept", accept));
        assertThat(none.status()).isEqualTo(406);
        assertThat(none.code()).isEqualTo("PGRST116");
        assertThat(none.getMessage()).isEqualTo("Cannot coerce the result to a single JSON object");
        assertThat(none.details().textValue()).isEqualTo("The result contains 0 rows");
    }

    @Test
    void csvPrintsValuesAsPostgresqlDoes() {
        Response csv = Fixture.read(
                Dialect.STRICT,
                "GET",
                "contacts",
                "select=first_name,tags,value,opt_in,custom_fields,companies(name)&limit=2",
                "accept",
                "text/csv");
        assertThat(body(csv)).isEqualTo("""
            first_name,tags,value,opt_in,custom_fields,companies
            John,"{vip,b}",10.50,t,"{""n"": 9, ""deep"": {""a"": [1, 2]}, ""type"": ""VIP""}","{""name"": ""Acme""}"
            jöhn,{},0.00,f,"{""n"": ""10"", ""type"": ""basic""}","{""name"": ""Zeta""}\"\
            """);
    }

    @Test
    void nullsCanBeStrippedAtEveryDepth() {
        Response stripped = Fixture.read(
                Dialect.STRICT,
                "GET",
                "contacts",
                "select=first_name,score,companies(name)&order=score.desc.nullslast&limit=1",
                "accept",
                "application/vnd.pgrst.array+json;nulls=stripped");
        assertThat(body(stripped)).isEqualTo("[{\"score\":99}]");
    }

    @Test
    void unknownMediaTypeIs406() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "", "accept", "image/png"));
        assertThat(problem.status()).isEqualTo(406);
        assertThat(problem.code()).isEqualTo("PGRST107");
        assertThat(problem.getMessage()).isEqualTo("None of these media types are available: image/png");
    }

    @Test
    void unknownPreferenceIsRefusedOnlyWhenStrict() {
        assertThat(Fixture.read(Dialect.STRICT, "GET", "contacts", "", "prefer", "wat=1")
                        .status())
                .isEqualTo(200);
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "", "prefer", "wat=1, handling=strict"));
        assertThat(problem.code()).isEqualTo("PGRST122");
        assertThat(problem.details().textValue()).isEqualTo("Invalid preferences: wat=1");
    }

    @Test
    void otherSchemaIs406() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> Fixture.read(Dialect.STRICT, "GET", "contacts", "", "accept-profile", "auth"));
        assertThat(problem.status()).isEqualTo(406);
        assertThat(problem.code()).isEqualTo("PGRST106");
    }

    private static String body(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
