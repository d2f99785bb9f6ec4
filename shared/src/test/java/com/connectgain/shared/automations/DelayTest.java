package com.connectgain.shared.automations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayTest {

    private static ObjectNode config(String json) {
        return Json.readObject(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|PT0S",
                "{'delay': null}|PT0S",
                "{'delay': ''}|PT0S",
                "{'delay': 0}|PT0S",
                "{'delay_minutes': 10}|PT10M",
                "{'delay_minutes': '10'}|PT10M",
                "{'delay_seconds': 5}|PT5S",
                "{'delay_hours': 1.5}|PT1H30M",
                "{'delay_days': 3}|PT72H",
                "{'delay': 10}|PT10M",
                "{'delay': 2, 'delay_unit': 'hours'}|PT2H",
                "{'delay': '10 minutes'}|PT10M",
                "{'delay': '1 Day'}|PT24H",
                "{'delay': '2 weeks'}|PT336H",
                "{'delay': {'amount': 3, 'unit': 'days'}}|PT72H",
                "{'delay': {'value': 3, 'unit': 'day'}}|PT72H",
                "{'delay': {'minutes': 10}}|PT10M"
            })
    void everyFormOfADelayIsUnderstood(String config, Duration expected) {
        assertThat(Delay.of(config(config))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'delay_minutes': -1}|A delay must be .*",
                "{'delay_minutes': 'soon'}|A delay must be .*",
                "{'delay_days': 400}|A delay must be .*",
                "{'delay': 'soon'}|A delay is a number .*: soon",
                "{'delay': '-5 minutes'}|A delay is a number .*",
                "{'delay': [1]}|A delay is a number .*",
                "{'delay': '2 moons'}|The unit of a delay is .* not moons",
                "{'delay': {'amount': 2, 'unit': 'moon'}}|The unit of a delay is .* not moon",
                "{'delay': {'amount': 'x'}}|A delay must be .*"
            })
    void whatIsNoDelayIsNotTakenForNone(String config, String message) {
        assertThatThrownBy(() -> Delay.of(config(config)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(message);
    }
}
