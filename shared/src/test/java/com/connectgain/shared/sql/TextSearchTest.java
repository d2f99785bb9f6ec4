package com.connectgain.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.TextSearch.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSearchTest {

    @ParameterizedTest
    @CsvSource({
        "OPERATORS, cat & dog, true",
        "OPERATORS, cat & bird, false",
        "OPERATORS, bird | dog, true",
        "OPERATORS, !bird, true",
        "OPERATORS, fat <-> cat, true",
        "OPERATORS, cat <-> fat, false",
        "OPERATORS, do:*, true",
        "PLAIN, dog cat, true",
        "PLAIN, dog bird, false",
        "PHRASE, fat cat, true",
        "PHRASE, cat fat, false",
        "WEB, 'cat or bird', true",
        "WEB, 'cat -dog', false",
        "WEB, '\"fat cat\" dog', true",
        "WEB, '\"cat fat\"', false"
    })
    void queryFindsWords(Syntax syntax, String query, boolean expected) {
        assertThat(TextSearch.of(syntax, query).matches("The Fat cat, and a DOG."))
                .isEqualTo(expected);
    }

    @Test
    void emptyQueryFindsNothing() {
        assertThat(TextSearch.of(Syntax.PLAIN, " ").matches("a")).isFalse();
    }

    @Test
    void documentIsSearchedInItsStrings() {
        assertThat(TextSearch.of(Syntax.PLAIN, "deep").matches(Json.read("{\"a\":[{\"b\":\"so deep\"}]}")))
                .isTrue();
        assertThat(TextSearch.of(Syntax.PLAIN, "a").matches(Json.read("{\"a\":1}")))
                .isFalse();
    }
}
