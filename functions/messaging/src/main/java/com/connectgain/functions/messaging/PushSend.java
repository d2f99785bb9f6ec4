package com.connectgain.functions.messaging;

import com.connectgain.functions.messaging.push.WebPush;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code push-send}: a message to the devices of a member, by default the caller's own, as a test. GET answers the key
 * that browsers subscribe with.
 */
public final class PushSend extends HttpFunction {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_BODY = 1000;

    private final Once<WebPush> push;

    public PushSend() {
        this(Kernel.fromEnvironment());
    }

    public PushSend(Kernel kernel) {
        super(kernel, Endpoint.any(Credential.API_KEY, Credential.USER));
        this.push = Once.of(() -> new WebPush(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return switch (call.request().method()) {
            case "GET", "HEAD" ->
                Response.ok(Json.object().put("public_key", push.get().publicKey()));
            case "POST" -> send(call.caller(), call.request().jsonObject());
            default ->
                throw Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use GET, POST")
                        .withHeader("Allow", "GET, POST");
        };
    }

    private Response send(Caller caller, ObjectNode body) {
        String organization = caller.organization();
        String member = body.path("user_id").asText(caller.userId() == null ? "" : caller.userId());
        if (member.isEmpty()) {
            throw Problem.required("user_id");
        }
        String title = text(body, "title", LONGEST_TITLE);
        if (title.isEmpty()) {
            throw Problem.required("title");
        }
        if (!member.equals(caller.userId()) && !caller.administers()) {
            caller.require(Permission.CAN_MANAGE_TEAM);
        }
        if (kernel.store().find("profiles", organization, member).isEmpty()) {
            throw Problem.notFound("Member not found");
        }
        ObjectNode message = Json.object()
                .put("id", Ids.next())
                .put("title", title)
                .put("body", text(body, "body", LONGEST_BODY))
                .put("link", text(body, "link", LONGEST_BODY))
                .put("kind", "push");
        WebPush.Report report = push.get().send(organization, member, message);
        return Response.ok(Json.object()
                .put("success", report.failed() == 0)
                .put("sent", report.sent())
                .put("failed", report.failed())
                .put("removed", report.removed()));
    }

    private static String text(ObjectNode body, String name, int longest) {
        if (body.hasNonNull(name) && !body.path(name).isTextual()) {
            throw Problem.badRequest(name + " must be a text");
        }
        String text = body.path(name).asText("").strip();
        if (text.length() > longest) {
            throw Problem.badRequest(name + " must be at most " + longest + " characters");
        }
        return text;
    }
}
