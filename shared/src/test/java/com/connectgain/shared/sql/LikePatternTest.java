package com.connectgain.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "%jo%, major, true",
                "jo%, major, false",
                "j_hn, j😀hn, true",
                "_, '', false",
                "%, ``, true",
                "a%b%c, aXbYbc, true",
                "a%b%c, aXbYb, false",
                "100\\%, 100%, true",
                "100\\%, 1000, false",
                "%a%%b, xayb, true"
            })
    void wildcardsMatchAsInSql(String pattern, String text, boolean expected) {
        assertThat(LikePattern.of(pattern, false).matches(text)).isEqualTo(expected);
    }

    @Test
    void caseIsFoldedCharacterByCharacter() {
        assertThat(LikePattern.of("JÖHN%", true).matches("jöhnny")).isTrue();
        assertThat(LikePattern.of("ß", true).matches("SS")).isFalse();
    }

    @Test
    void danglingEscapeIsAnErrorOnceItIsReached() {
        assertThat(LikePattern.of("a\\", false).matches("b")).isFalse();
        Problem problem = catchThrowableOfType(
                Problem.class, () -> LikePattern.of("a\\", false).matches("ab"));
        assertThat(problem.code()).isEqualTo("22025");
    }

    @Test
    void literalPartsAreOfferedToIndexes() {
        LikePattern pattern = LikePattern.of("ab%CDE_f", true);
        assertThat(pattern.prefix()).isEqualTo("ab");
        assertThat(pattern.longestLiteral()).isEqualTo("cde");
    }
}
