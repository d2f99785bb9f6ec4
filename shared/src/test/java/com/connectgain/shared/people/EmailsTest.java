package com.connectgain.shared.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailsTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "Jane.Doe@Example.COM, jane.doe@example.com",
        "' jane@example.com ', jane@example.com",
        "jane+tag@sub.example.co, jane+tag@sub.example.co",
        "jane@example.c, refused",
        "jane@example, refused",
        "@example.com, refused",
        "jane@@example.com, refused",
        "jane doe@example.com, refused",
        "'', refused",
    })
    void addressIsStoredLowerCase(String text, String stored) {
        assertThat(Emails.normalise(text).orElse("refused")).isEqualTo(stored);
    }
}
