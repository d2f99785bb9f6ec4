package com.connectgain.shared.text;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values where a template has {@code {{tokens}}}. A known name without a value renders empty; a name that nobody
 * knows stays as it is written, so that the mistake shows.
 */
public final class Interpolator {

    /** The longest token: more is text in two pairs of braces. */
    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([^{}]{1,200}?)\\s*}}");

    private final Variables variables;

    public Interpolator(Variables variables) {
        this.variables = variables;
    }

    public String text(String template) {
        return render(template, UnaryOperator.identity());
    }

    /** Values are encoded, so that none of them can lead a URL elsewhere, but one that the URL begins with. */
    public String url(String template) {
        return render(template.strip(), Interpolator::encoded);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String render(String template, UnaryOperator<String> written) {
        StringBuilder out = new StringBuilder();
        walk(template, (literal, value) -> {
            out.append(literal);
            if (value != null) {
                String text = plain(value);
                out.append(out.isEmpty() ? text : written.apply(text));
            }
        });
        return out.toString();
    }

    /** The same document with every text in it rendered; names of fields are left alone. */
    public JsonNode tree(JsonNode template) {
        return switch (template) {
            case ObjectNode object -> {
                ObjectNode rendered = Json.object();
                object.properties().forEach(field -> rendered.set(field.getKey(), tree(field.getValue())));
                yield rendered;
            }
            case ArrayNode array -> {
                ArrayNode rendered = Json.array();
                array.forEach(element -> rendered.add(tree(element)));
                yield rendered;
            }
            default -> template.isTextual() ? Json.nodes().textNode(text(template.textValue())) : template;
        };
    }

    /**
     * JSON written as text: inside quotation marks a token becomes escaped text, outside them a JSON value of its own
     * type, so that {@code "amount":{{deal.value}}} is a number.
     */
    public String json(String template) {
        StringBuilder out = new StringBuilder();
        Quotes quotes = new Quotes();
        walk(template, (literal, value) -> {
            out.append(literal);
            quotes.read(literal);
            if (value != null) {
                out.append(quotes.open ? escaped(plain(value)) : Json.write(value));
            }
        });
        return out.toString();
    }

    /** Every token of a template that nobody knows, as it is written. */
    public List<String> unknown(String template) {
        List<String> unknown = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(template);
        while (matcher.find()) {
            boolean known = Token.parse(matcher.group(1))
                    .filter(token -> !token.value(variables).isMissingNode())
                    .isPresent();
            if (!known) {
                unknown.add(matcher.group());
            }
        }
        return unknown;
    }

    private void walk(String template, BiConsumer<String, JsonNode> part) {
        Matcher matcher = TOKEN.matcher(template);
        int done = 0;
        while (matcher.find()) {
            JsonNode value = Token.parse(matcher.group(1))
                    .map(token -> token.value(variables))
                    .orElse(Json.nodes().missingNode());
            if (!value.isMissingNode()) {
                part.accept(template.substring(done, matcher.start()), value);
                done = matcher.end();
            }
        }
        part.accept(template.substring(done), null);
    }

    /** A value in running text: lists as JavaScript prints them, documents as JSON. */
    public static String plain(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(plain(element)));
            return String.join(",", elements);
        }
        return value.isObject() ? Json.write(value) : value.isNumber() ? number(value) : value.asText();
    }

    private static String number(JsonNode value) {
        return value.isIntegralNumber() ? value.asText() : value.decimalValue().toPlainString();
    }

    private static String escaped(String text) {
        String quoted = Json.write(Json.nodes().textNode(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Whether what was read so far ends inside a JSON string. */
    private static final class Quotes {

        private boolean open;

        private void read(String literal) {
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                if (open && c == '\\') {
                    i++;
                } else if (c == '"') {
                    open = !open;
                }
            }
        }
    }
}
