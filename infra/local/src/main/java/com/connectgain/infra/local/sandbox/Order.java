package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The fields of a control call, from its body or its query. */
record Order(ObjectNode all) {

    static Order body(HttpRequest request) throws BadOrder {
        if (request.body().length == 0) {
            return new Order(Json.object());
        }
        try {
            if (Json.parse(request.body()) instanceof ObjectNode object) {
                return new Order(object);
            }
        } catch (JsonProcessingException malformed) {
            throw new BadOrder(400, "The body is not valid JSON");
        }
        throw new BadOrder(400, "The body must be a JSON object");
    }

    static Order query(HttpRequest request) throws BadOrder {
        ObjectNode fields = Json.object();
        for (String pair : request.rawQuery().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException badEscape) {
                    throw new BadOrder(400, "The query is not properly escaped");
                }
            }
        }
        return new Order(fields);
    }

    JsonNode node(String name) {
        return all.path(name);
    }

    String required(String name) throws BadOrder {
        String value = text(name, "");
        if (value.isEmpty()) {
            throw new BadOrder(400, name + " is required");
        }
        return value;
    }

    String text(String name, String otherwise) throws BadOrder {
        JsonNode value = all.path(name);
        if (value.isContainerNode()) {
            throw new BadOrder(400, name + " must be text");
        }
        return value.isNull() || value.isMissingNode() ? otherwise : value.asText();
    }

    long number(String name, long otherwise) throws BadOrder {
        String text = text(name, String.valueOf(otherwise));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new BadOrder(400, name + " must be a whole number");
        }
    }

    long number(String name, long otherwise, long least, long most) throws BadOrder {
        long number = number(name, otherwise);
        if (number < least || number > most) {
            throw new BadOrder(400, name + " must be between " + least + " and " + most);
        }
        return number;
    }
}
