package com.connectgain.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.http.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexPatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "^jo, john, true",
                "hn$, john, true",
                "a.c, `a\nc`, true",
                "a$, `a\n`, false",
                "\\mcat\\M, a cat sat, true",
                "\\mcat\\M, concat, false",
                "[[:digit:]]+, a1, true",
                "[[.], [, true",
                "[a&&b], &, true",
                "a{b, a{b, true"
            })
    void advancedExpressionsMeanWhatPosixSays(String pattern, String text, boolean expected) {
        assertThat(RegexPattern.of(pattern, false).matches(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "(a, parentheses () not balanced",
        "[a, brackets [] not balanced",
        "*a, quantifier operand invalid",
        "a\\, invalid escape \\ sequence"
    })
    void invalidExpressionIsRefusedInPostgresqlsWords(String pattern, String reason) {
        Problem problem = catchThrowableOfType(Problem.class, () -> RegexPattern.of(pattern, false));
        assertThat(problem.code()).isEqualTo("2201B");
        assertThat(problem.getMessage()).isEqualTo("invalid regular expression: " + reason);
    }
}
