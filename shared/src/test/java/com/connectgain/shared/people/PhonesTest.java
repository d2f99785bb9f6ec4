package com.connectgain.shared.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PhonesTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "/people/phones.csv", delimiter = '|')
    void textBecomesTheStoredForm(String text, String stored) {
        assertThat(Phones.normalise(text).orElse("refused")).isEqualTo(stored);
    }

    @Test
    void absentTextIsNoNumber() {
        assertThat(Phones.normalise(null)).isEmpty();
        assertThat(Phones.normalise("")).isEmpty();
    }

    @Test
    void numberIsFoundUnderEveryWayOfWritingIt() {
        assertThat(Phones.variations("+201017177777", "20"))
                .containsExactly(
                        "+201017177777",
                        "201017177777",
                        "+00201017177777",
                        "00201017177777",
                        "+1017177777",
                        "1017177777",
                        "+01017177777",
                        "01017177777");
    }

    @Test
    void numberWrittenWithZerosIsTheSamePerson() {
        assertThat(Phones.variations("+00201017177777", null)).contains("+201017177777");
    }

    @Test
    void nationalNumberIsFoundUnderTheInternationalOne() {
        assertThat(Phones.variations("+01017177777", "20")).contains("+201017177777");
    }

    @Test
    void withoutACountryThereIsNoNationalForm() {
        assertThat(Phones.variations("+201017177777", null))
                .containsExactly("+201017177777", "201017177777", "+00201017177777", "00201017177777");
    }
}
