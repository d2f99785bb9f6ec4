package com.connectgain.functions.data.rpc;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.JsonInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments of a call, read as PostgreSQL reads them: from a body's values as from a query's texts. */
record Arguments(ObjectNode sent, Instant now) {

    private JsonNode value(String name, Type type) {
        return JsonInput.read(type, name, sent.path(name).isMissingNode() ? null : sent.path(name), now);
    }

    Optional<String> text(String name) {
        JsonNode value = value(name, Type.of(Kind.TEXT));
        return value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    /** A text that says something, in at most so many characters. */
    String word(String name, int longest) {
        String text = text(name).map(String::strip).orElse("");
        if (text.isEmpty()) {
            throw Problem.required(name);
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw Problem.badRequest(name + " must be at most " + longest + " characters");
        }
        return text;
    }

    Optional<String> id(String name) {
        JsonNode value = value(name, Type.of(Kind.UUID));
        return value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    Optional<Instant> moment(String name) {
        JsonNode value = value(name, Type.of(Kind.TIMESTAMPTZ));
        return value.isNull()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(value.asText()).toInstant());
    }

    Optional<LocalDate> date(String name) {
        JsonNode value = value(name, Type.of(Kind.DATE));
        if (value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.asText()));
        } catch (DateTimeException infinite) {
            throw Problem.of(400, "22008", name + " must be a day of the calendar");
        }
    }

    Optional<BigDecimal> decimal(String name) {
        JsonNode value = value(name, Type.of(Kind.NUMERIC));
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw Problem.of(400, "22003", name + " must be a finite number");
        }
        return Optional.of(value.decimalValue());
    }

    Optional<Integer> number(String name, int least, int most) {
        JsonNode value = value(name, Type.of(Kind.INTEGER));
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.asInt() < least || value.asInt() > most) {
            throw Problem.of(400, "22023", name + " must be between " + least + " and " + most);
        }
        return Optional.of(value.asInt());
    }

    /** Distinct ids, at least one. */
    List<String> ids(String name, int most) {
        Set<String> ids = elements(name, Kind.UUID);
        if (ids.isEmpty()) {
            throw Problem.badRequest(name + " must not be empty");
        }
        if (ids.size() > most) {
            throw Problem.badRequest(name + " must have at most " + most + " entries");
        }
        return List.copyOf(ids);
    }

    /** Distinct words, none of them blank. */
    List<String> words(String name, int longest) {
        Set<String> words = new LinkedHashSet<>();
        for (String element : elements(name, Kind.TEXT)) {
            String word = element.strip();
            if (word.codePointCount(0, word.length()) > longest) {
                throw Problem.badRequest(name + " must be at most " + longest + " characters each");
            }
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    private Set<String> elements(String name, Kind kind) {
        Set<String> elements = new LinkedHashSet<>();
        for (JsonNode element : value(name, Type.arrayOf(kind))) {
            if (element.isArray()) {
                throw Problem.badRequest(name + " must be a plain array");
            }
            if (!element.isNull()) {
                elements.add(element.asText());
            }
        }
        return elements;
    }
}
