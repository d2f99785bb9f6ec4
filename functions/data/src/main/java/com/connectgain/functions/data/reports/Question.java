package com.connectgain.functions.data.reports;

import com.connectgain.shared.http.Request;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call asks for.
 *
 * @param entity nothing where the call names none
 * @param narrowing the same call with its arguments in the query, where the reports look for them
 */
public record Question(Optional<String> entity, Request narrowing) {

    private static final String ENTITY = "entity";
    private static final String FILTERS = "filters";

    /** A body's own members and its {@code filters} are arguments alike. */
    public static Question read(Request request) {
        if (!request.method().equals("POST")) {
            return new Question(request.parameter(ENTITY), request);
        }
        ObjectNode body = request.jsonObject();
        List<String> pairs = new ArrayList<>();
        add(pairs, body);
        if (body.path(FILTERS) instanceof ObjectNode filters) {
            add(pairs, filters);
        }
        Request asked = new Request("", "GET", "", Map.of(), String.join("&", pairs), Map.of(), new byte[0], "");
        return new Question(Optional.ofNullable(body.path(ENTITY).textValue()), asked);
    }

    private static void add(List<String> pairs, ObjectNode members) {
        members.properties().forEach(member -> {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                pairs.add(encoded(member.getKey()) + "="
                        + encoded(member.getValue().asText()));
            }
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
