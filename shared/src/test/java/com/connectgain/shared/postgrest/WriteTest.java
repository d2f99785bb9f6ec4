package com.connectgain.shared.postgrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.answer.Affected;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.ResultRow;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.write.Payload;
import com.connectgain.shared.postgrest.write.PutTarget;
import com.connectgain.shared.postgrest.write.RowWriter;
import com.connectgain.shared.postgrest.write.WriteContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {

    private static final Table CONTACTS = Fixture.CATALOG.table("contacts");
    private static final String ORGANIZATION = "00000000-0000-4000-8000-000000000099";
    private static final String NEW_ID = "00000000-0000-4000-8000-000000000100";
    private static final RowWriter WRITER = writer(ORGANIZATION, Dialect.STRICT);

    private static RowWriter writer(String organization, Dialect dialect) {
        return new RowWriter(
                CONTACTS, new WriteContext(Fixture.NOW, () -> NEW_ID, name -> 1, null, organization, dialect));
    }

    private static ApiRequest post(String query, String body, String... headers) {
        return request("POST", query, body, headers);
    }

    private static ApiRequest request(String verb, String query, String body, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return ApiRequest.read(Dialect.STRICT, verb, "contacts", query, all, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ObjectNode> inserts(ApiRequest request) {
        return WRITER.inserts(request, Payload.read(request));
    }

    @Test
    void absentKeysTakeTheirDefaults() {
        ObjectNode row = inserts(post("", "{\"first_name\":\"A\"}")).getFirst();
        assertThat(row).isEqualTo(Json.read("""
            {"id":"00000000-0000-4000-8000-000000000100",
             "organization_id":"00000000-0000-4000-8000-000000000099",
             "created_at":"2026-03-14T15:09:26.535+00:00","updated_at":"2026-03-14T15:09:26.535+00:00",
             "first_name":"A","phones":null,"emails":null,"tags":[],"status":"OPEN","score":null,
             "value":0.00,"opt_in":true,"custom_fields":null,"full_name":"A","company_id":null,
             "assignee_id":null,"owner_id":null}
            """));
        assertThat(Json.write(row)).contains("\"value\":0.00");
    }

    @Test
    void keysOfColumnsThatARowLacksBecomeNullOrTheDefault() {
        String query = "columns=\"first_name\",\"opt_in\"";
        assertThat(inserts(post(query, "[{\"first_name\":\"A\",\"foo\":1}]"))
                        .getFirst()
                        .get("opt_in")
                        .isNull())
                .isTrue();
        ObjectNode defaulted = inserts(post(query, "[{\"first_name\":\"A\"}]", "prefer", "missing=default"))
                .getFirst();
        assertThat(defaulted.get("opt_in").booleanValue()).isTrue();
    }

    @Test
    void valuesAreBroughtIntoTheirStoredForm() {
        ObjectNode row = inserts(post("", """
            {"phones":["+20 101-717 7777"],"emails":["J@X.io"],"status":"closed","value":"1.005",
             "custom_fields":"{\\"b\\":1,\\"a\\":2}","tags":"{a,\\"b c\\"}","score":"7"}
            """)).getFirst();
        assertThat(row.get("phones").toString()).isEqualTo("[\"+201017177777\"]");
        assertThat(row.get("emails").toString()).isEqualTo("[\"j@x.io\"]");
        assertThat(row.get("status").textValue()).isEqualTo("CLOSED");
        assertThat(row.get("value").toString()).isEqualTo("1.01");
        assertThat(row.get("custom_fields").toString()).isEqualTo("{\"a\":2,\"b\":1}");
        assertThat(row.get("tags").toString()).isEqualTo("[\"a\",\"b c\"]");
        assertThat(row.get("score").intValue()).isEqualTo(7);
    }

    @Test
    void csvAndFormsAreReadLikeJson() {
        List<ObjectNode> rows = inserts(post("", "first_name,score\n\"A, B\",1\nC,NULL\n", "content-type", "text/csv"));
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().get("first_name").textValue()).isEqualTo("A, B");
        assertThat(rows.getLast().get("score").isNull()).isTrue();
        ObjectNode form = inserts(
                        post("", "first_name=A+B&score=3", "content-type", "application/x-www-form-urlencoded"))
                .getFirst();
        assertThat(form.get("first_name").textValue()).isEqualTo("A B");
        assertThat(form.get("score").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain;charset=UTF-8"})
    void proxyTakesJsonForJsonWhateverItIsCalled(String contentType) {
        byte[] body = " [{\"first_name\":\"A\"}]".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("content-type", contentType);
        ApiRequest proxied = ApiRequest.read(Dialect.PROXY, "POST", "contacts", "", headers, body);
        assertThat(inserts(proxied).getFirst().get("first_name").textValue()).isEqualTo("A");

        ApiRequest strict = ApiRequest.read(Dialect.STRICT, "POST", "contacts", "", headers, body);
        assertThat(catchThrowableOfType(Problem.class, () -> inserts(strict)).status())
                .isEqualTo(400);
    }

    static Stream<Arguments> refused() {
        return Cases.of("write-errors.tsv");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void badPayloadIsRefused(String query, String body, String expected, String details) {
        Problem problem = catchThrowableOfType(Problem.class, () -> inserts(post(query, body)));
        assertThat(problem).isNotNull();
        assertThat(problem.code() + " " + problem.getMessage()).isEqualTo(expected);
        assertThat(problem.details() == null ? "" : problem.details().asText()).isEqualTo(details);
        assertThat(problem.status()).isBetween(400, 499);
    }

    @Test
    void anotherTenantIsRefusedOrOverwrittenByDialect() {
        ApiRequest request = post("", "{\"organization_id\":\"" + NEW_ID + "\"}");
        Problem problem = catchThrowableOfType(Problem.class, () -> inserts(request));
        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.code()).isEqualTo("42501");
        ObjectNode row = writer(ORGANIZATION, Dialect.PROXY)
                .inserts(request, Payload.read(request))
                .getFirst();
        assertThat(row.get("organization_id").textValue()).isEqualTo(ORGANIZATION);
    }

    @Test
    void updateReplacesTheNamedColumnsAndTouchesTheRow() {
        ObjectNode old = inserts(post("", "{\"first_name\":\"A\",\"custom_fields\":{\"a\":1}}"))
                .getFirst();
        old.put("updated_at", "2026-01-01T00:00:00+00:00");
        ApiRequest patch = request("PATCH", "id=eq." + NEW_ID, "{\"custom_fields\":{\"b\":2},\"full_name\":\"A\"}");
        ObjectNode row = WRITER.update(patch, old, Payload.read(patch));
        assertThat(row.get("custom_fields").toString()).isEqualTo("{\"b\":2}");
        assertThat(row.get("first_name").textValue()).isEqualTo("A");
        assertThat(row.get("updated_at").textValue()).isEqualTo("2026-03-14T15:09:26.535+00:00");
        assertThat(old.get("custom_fields").toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void patchBodyInTheQueryCountsInTheProxyDialect() {
        ApiRequest patch = ApiRequest.read(
                Dialect.PROXY, "PATCH", "deals", "stage=eq.QUALIFIED&{\"stage\":\"qualified\"}", Map.of(), new byte[0]);
        assertThat(Payload.read(patch).rows().getFirst().toString()).isEqualTo("{\"stage\":\"qualified\"}");
    }

    @Test
    void putNamesItsRowByTheWholePrimaryKeyOnly() {
        ApiRequest put = request("PUT", "id=eq." + NEW_ID, "{}");
        ObjectNode key = PutTarget.key(put, CONTACTS, Fixture.NOW);
        assertThat(key.get("id").textValue()).isEqualTo(NEW_ID);
        for (String query : List.of("", "id=gt." + NEW_ID, "id=eq." + NEW_ID + "&score=eq.1", "first_name=eq.a")) {
            Problem problem = catchThrowableOfType(
                    Problem.class, () -> PutTarget.key(request("PUT", query, "{}"), CONTACTS, Fixture.NOW));
            assertThat(problem.status()).isEqualTo(405);
            assertThat(problem.code()).isEqualTo("PGRST105");
        }
        Problem differs = catchThrowableOfType(
                Problem.class,
                () -> PutTarget.only(CONTACTS, List.of(Json.object().put("id", ORGANIZATION)), key));
        assertThat(differs.code()).isEqualTo("PGRST115");
        assertThat(catchThrowableOfType(Problem.class, () -> request("PUT", "limit=1", "{}"))
                        .code())
                .isEqualTo("PGRST114");
    }

    @Test
    void maxAffectedCountsOnlyWhenStrict() {
        ApiRequest lenient = request("PATCH", "", "{}", "prefer", "max-affected=1");
        Affected.check(lenient, 5);
        ApiRequest strict = request("PATCH", "", "{}", "prefer", "handling=strict, max-affected=1");
        Problem problem = catchThrowableOfType(Problem.class, () -> Affected.check(strict, 5));
        assertThat(problem.code()).isEqualTo("PGRST124");
        assertThat(problem.details().textValue()).isEqualTo("The query affects 5 rows");
    }

    @Test
    void singularWriteOfTwoRowsIsRefused() {
        ApiRequest request = request("PATCH", "", "{}", "accept", "application/vnd.pgrst.object+json");
        assertThat(catchThrowableOfType(Problem.class, () -> Affected.check(request, 2))
                        .code())
                .isEqualTo("PGRST116");
    }

    @Test
    void insertAnswersByPreference() {
        ApiRequest plain = post("", "{\"first_name\":\"A\"}");
        Response minimal = answers(plain).inserted(shown(plain), 1);
        assertThat(minimal.status()).isEqualTo(201);
        assertThat(minimal.body()).isEmpty();
        assertThat(minimal.headers()).doesNotContainKey("Preference-Applied");

        ApiRequest located = post("", "{}", "prefer", "return=headers-only");
        assertThat(answers(located).inserted(shown(located), 1).headers())
                .containsEntry("Location", "/contacts?id=eq." + NEW_ID)
                .containsEntry("Preference-Applied", "return=headers-only");

        ApiRequest full = post(
                "select=first_name",
                "{\"first_name\":\"A\"}",
                "prefer",
                "return=representation, resolution=merge-duplicates, count=exact, missing=default");
        Response merged = answers(full).inserted(shown(full), 0);
        assertThat(merged.status()).isEqualTo(200);
        assertThat(new String(merged.body(), StandardCharsets.UTF_8)).isEqualTo("[{\"first_name\":\"A\"}]");
        assertThat(merged.headers())
                .containsEntry("Content-Range", "*/1")
                .containsEntry(
                        "Preference-Applied",
                        "resolution=merge-duplicates, missing=default, return=representation, count=exact");
    }

    @Test
    void updateAndDeleteOfNothingAreNo404() {
        ApiRequest minimal = request("PATCH", "id=eq." + NEW_ID, "{}");
        assertThat(answers(minimal).updated(List.of()).status()).isEqualTo(204);
        ApiRequest full = request("DELETE", "id=eq." + NEW_ID, "", "prefer", "return=representation");
        Response deleted = answers(full).deleted(List.of());
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(new String(deleted.body(), StandardCharsets.UTF_8)).isEqualTo("[]");
    }

    private static Answers answers(ApiRequest request) {
        return new Answers(bound(request), Fixture.NOW);
    }

    private static BoundQuery bound(ApiRequest request) {
        return Fixture.BINDER.bind(request, Fixture.NOW);
    }

    private static List<ResultRow> shown(ApiRequest request) {
        return Fixture.assembly().rows(bound(request).root(), inserts(request));
    }
}
