package com.connectgain.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the comparison with a real PostgreSQL shows at length, for machines without one. */
class LiteralsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26.535Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid|{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}|\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"",
                "numeric|10.50|10.50",
                "numeric|1e5|100000",
                "int|' 7 '|7",
                "bool|YES|true",
                "date|1/2/2026|\"2026-01-02\"",
                "date|tomorrow|\"2026-03-15\"",
                "timestamptz|2026-01-02 03:04:05.600+02|\"2026-01-02T01:04:05.6+00:00\"",
                "timestamptz|2026-01-02|\"2026-01-02T00:00:00+00:00\"",
                "timestamptz|now|\"2026-03-14T15:09:26.535+00:00\"",
                "timestamptz|infinity|\"infinity\"",
                "_text|'{a, \"b c\" ,NULL}'|[\"a\",\"b c\",null]",
                "jsonb|'{\"bb\":1,\"a\":1e2,\"a\":2}'|{\"a\":2,\"bb\":1}"
            })
    void literalIsBroughtIntoItsStoredForm(String type, String literal, String stored) {
        assertThat(Literals.read(Casts.typeNamed(type), literal, NOW).toString())
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid|abc|22P02 invalid input syntax for type uuid: \"abc\"",
                "int|99999999999|22003 value \"99999999999\" is out of range for type integer",
                "date|2026-13-01|22008 date/time field value out of range: \"2026-13-01\"",
                "date|2026-02-30|22008 date/time field value out of range: \"2026-02-30\"",
                "timestamptz|foo|22007 invalid input syntax for type timestamp with time zone: \"foo\"",
                "_text|abc|22P02 malformed array literal: \"abc\"",
                "jsonb|nope|22P02 invalid input syntax for type json"
            })
    void malformedLiteralIsRefusedInPostgresqlsWords(String type, String literal, String error) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Literals.read(Casts.typeNamed(type), literal, NOW));
        assertThat(problem.code() + " " + problem.getMessage()).isEqualTo(error);
    }

    @Test
    void valuesOrderAsInTheCCollation() {
        Type text = Type.of(Type.Kind.TEXT);
        assertThat(compare(text, "a", "B")).isPositive();
        assertThat(compare(text, "\uFFFD", "😀")).isNegative();
        assertThat(compare(Type.of(Type.Kind.NUMERIC), "9", "10.0")).isNegative();
        assertThat(compare(Type.of(Type.Kind.TIMESTAMPTZ), "2026-01-31T00:00:00Z", "2026-01-31T00:00:00.1Z"))
                .isNegative();
        assertThat(compare(Type.arrayOf(Type.Kind.INTEGER), "{2}", "{10}")).isNegative();
        assertThat(compare(Type.of(Type.Kind.JSONB), "[]", "1")).isNegative();
        assertThat(compare(Type.of(Type.Kind.JSONB), "{\"a\":1.0}", "{\"a\":1}"))
                .isZero();
    }

    private static int compare(Type type, String left, String right) {
        return Values.compare(type, Literals.read(type, left, NOW), Literals.read(type, right, NOW));
    }
}
