package com.connectgain.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolatorTest {

    private static final JsonNode KNOWN = Json.read("""
        {"contact": {"name": "Jane \\"J\\" Doe", "phones": ["+1", "+2"], "tags": [], "address": {"city": "Cairo"}},
         "deal": {"value": 15000.50, "count": 3, "open": true, "owner": null}, "stage": "New"}
        """);

    private static final Variables VARIABLES = new Variables() {
        @Override
        public JsonNode get(String name) {
            return KNOWN.path(name);
        }

        @Override
        public Optional<Instant> now() {
            return Optional.of(Instant.parse("2026-01-31T23:58:00.123Z"));
        }
    };

    private final Interpolator interpolator = new Interpolator(VARIABLES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {{contact.phones[0]}}              | +1
        {{ contact.phones[1] }}!           | +2!
        {{contact.phones}}                 | +1,+2
        {{contact.phones.join(' / ')}}     | +1 / +2
        {{contact.phones.join()}}          | +1,+2
        {{contact.address.city}}           | Cairo
        {{contact.address}}                | {"city":"Cairo"}
        {{deal.value}}                     | 15000.50
        {{deal.count}} {{deal.open}}       | 3 true
        [{{contact.phones[9]}}]            | []
        [{{deal.owner}}{{deal.nothing.x}}] | []
        {{stage}}                          | New
        {{nobody.knows}}                   | {{nobody.knows}}
        {{contact.}} {{1}} {{}} {{a b}}    | {{contact.}} {{1}} {{}} {{a b}}
        {{now}}                            | 2026-01-31T23:58:00Z
        {{now + 5 minutes}}                | 2026-02-01T00:03:00Z
        {{now - 1 day}}                    | 2026-01-30T23:58:00Z
        {single} {{{stage}}}               | {single} {New}
        """)
    void tokensBecomeTheirValues(String template, String text) {
        assertThat(interpolator.text(template)).isEqualTo(text);
    }

    @Test
    void valueIsNeverReadAsATemplate() {
        Variables echo = name -> Json.nodes().textNode("{{secret}}");

        assertThat(new Interpolator(echo).text("{{a}}")).isEqualTo("{{secret}}");
    }

    @Test
    void jsonTextKeepsTypesOutsideOfQuotesAndEscapesInside() {
        String rendered = interpolator.json(
                "{\"amount\":{{deal.value}},\"who\":\"{{contact.name}}\",\"q\":\"\\\"{{stage}}\",\"none\":{{deal.owner}},"
                    + "\"phones\":{{contact.phones}}}");

        assertThat(Json.read(rendered))
                .isEqualTo(
                        Json.read("{\"amount\":15000.50,\"who\":\"Jane \\\"J\\\" Doe\",\"q\":\"\\\"New\",\"none\":null,"
                                + "\"phones\":[\"+1\",\"+2\"]}"));
    }

    @Test
    void valueCannotLeadAUrlElsewhere() {
        Variables evil = name -> Json.nodes().textNode("a/../b?x=1#y");

        assertThat(new Interpolator(evil).url("https://shop.example/{{id}}"))
                .isEqualTo("https://shop.example/a%2F..%2Fb%3Fx%3D1%23y");
        assertThat(new Interpolator(name -> Json.nodes().textNode("https://hook.example/a")).url("{{hook}}"))
                .isEqualTo("https://hook.example/a");
    }

    @Test
    void documentIsRenderedTextByText() {
        JsonNode rendered = interpolator.tree(Json.read("{\"a\":[\"{{stage}}\",1],\"{{stage}}\":null}"));

        assertThat(rendered).isEqualTo(Json.read("{\"a\":[\"New\",1],\"{{stage}}\":null}"));
    }
}
