package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The three functions' requests, from the wire to the use case and back. */
public final class SharingRequests {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST_LIMIT = 100;
    private static final int LONGEST_TOKEN = 200;

    private final Links links;
    private final SharedView views;
    private final ProjectTimeline projects;

    public SharingRequests(Kernel kernel) {
        String app = kernel.settings().get("APP_URL", "http://localhost:5173").replaceAll("/+$", "");
        links = new Links(kernel.store(), kernel.records(), kernel.clock(), app);
        Guesses guesses = new Guesses(kernel.store().operations(), kernel.clock());
        Views counter = new Views(kernel.store(), kernel.records(), kernel.clock());
        views = new SharedView(kernel.store(), kernel.clock(), guesses, counter);
        projects = new ProjectTimeline(kernel.store());
    }

    /** A member's own links. */
    public Response manage(Request request, Caller caller) {
        return switch (request.method()) {
            case "GET", "HEAD" -> Response.ok(list(request, caller));
            case "POST" -> Response.json(201, links.create(caller, request.jsonObject()));
            case "PATCH" -> {
                ObjectNode body = request.jsonObject();
                yield Response.ok(links.change(caller, id(request, body), body));
            }
            default -> Response.ok(links.revoke(caller, id(request, request.jsonObject())));
        };
    }

    private ObjectNode list(Request request, Caller caller) {
        String entity = parameter(request, "entity_id")
                .map(text -> Input.id("entity_id", text))
                .orElse(null);
        String before =
                parameter(request, "before").map(SharingRequests::moment).orElse(null);
        int limit = parameter(request, "limit").map(SharingRequests::limit).orElse(USUAL_LIMIT);
        return links.list(caller, entity, before, limit);
    }

    private static String moment(String text) {
        try {
            return DateTimes.print(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("before must be a timestamp");
        }
    }

    private static int limit(String text) {
        if (text.length() > 3 || !text.chars().allMatch(Character::isDigit)) {
            throw badLimit();
        }
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST_LIMIT) {
            throw badLimit();
        }
        return limit;
    }

    private static Problem badLimit() {
        return Problem.badRequest("limit must be between 1 and " + MOST_LIMIT);
    }

    private static String id(Request request, ObjectNode body) {
        return new ShareFields(body)
                .id("id")
                .or(() -> parameter(request, "id").map(text -> Input.id("id", text)))
                .orElseThrow(() -> Problem.required("id"));
    }

    /** An outsider's look at a link; nothing in between may keep the answer. */
    public Response view(Request request) {
        boolean posted = request.method().equals("POST");
        ShareFields body = new ShareFields(posted ? request.jsonObject() : Json.object());
        String token = token(body.text("token").or(() -> parameter(request, "token")));
        String password = posted
                ? request.jsonObject().path("password").asText("")
                : parameter(request, "password").orElse("");
        return unkept(views.open(request, token, password.isEmpty() ? null : password));
    }

    /** A client's look at a project. */
    public Response project(Request request) {
        return unkept(projects.open(token(parameter(request, "token"))));
    }

    private static String token(Optional<String> sent) {
        String token = sent.orElseThrow(() -> Problem.required("token"));
        return token.length() > LONGEST_TOKEN ? token.substring(0, LONGEST_TOKEN) : token;
    }

    private static Optional<String> parameter(Request request, String name) {
        return request.parameter(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Response unkept(ObjectNode body) {
        return Response.ok(body)
                .withHeader("Cache-Control", "no-store")
                .withHeader("X-Robots-Tag", "noindex")
                .withHeader("Referrer-Policy", "no-referrer");
    }
}
