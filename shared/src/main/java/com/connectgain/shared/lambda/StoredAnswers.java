package com.connectgain.shared.lambda;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers a request that carries an {@code Idempotency-Key} once: who sends it again within a day gets the stored
 * answer, and nothing is done twice.
 */
public final class StoredAnswers {

    private static final String HEADER = "idempotency-key";
    private static final int LONGEST_KEY = 255;

    /** An item holds 400 KB; the few larger answers are not kept. */
    private static final int LARGEST = 350_000;

    private static final Duration KEPT = Duration.ofHours(24);

    /** As long as a function may run: a claim that is older belongs to one that died. */
    private static final Duration RUNNING = Duration.ofSeconds(30);

    private final Operations operations;
    private final Clock clock;

    public StoredAnswers(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** @param function keeps the keys of one function apart from those of others */
    public Response once(Call call, String function, Supplier<Response> answer) {
        Request request = call.request();
        Optional<String> key = request.header(HEADER);
        if (key.isEmpty()) {
            return answer.get();
        }
        if (key.get().length() > LONGEST_KEY) {
            throw Problem.badRequest("Idempotency-Key must be at most " + LONGEST_KEY + " characters");
        }
        String place =
                "idempotency#" + call.caller().organization() + "#" + function + "#" + Hashes.sha256Hex(key.get());
        String payload = HexFormat.of().formatHex(Hashes.sha256(request.body()));
        ObjectNode mine = Json.object().put("payload", payload).put("request", request.id());
        Optional<ObjectNode> held =
                operations.claim(place, mine, clock.instant().plus(RUNNING));
        return held.isPresent() ? replay(held.get(), payload) : run(place, mine, answer);
    }

    private static Response replay(ObjectNode held, String payload) {
        if (!held.path("payload").asText().equals(payload)) {
            throw Problem.of(422, Problem.VALIDATION_ERROR, "Idempotency-Key was used with another payload");
        }
        if (!held.has("status")) {
            throw Problem.conflict("A request with this Idempotency-Key is in progress")
                    .withHeader("Retry-After", "2");
        }
        return Response.json(
                        held.path("status").asInt(), Json.read(held.path("body").asText()))
                .withHeader("Idempotent-Replayed", "true");
    }

    /** A request that failed as a whole did nothing worth keeping: it may be sent again. */
    private Response run(String place, ObjectNode mine, Supplier<Response> answer) {
        Response response;
        try {
            response = answer.get();
        } catch (RuntimeException failure) {
            operations.release(place);
            throw failure;
        }
        if (response.body().length > LARGEST) {
            operations.release(place);
            return response;
        }
        ObjectNode stored =
                mine.put("status", response.status()).put("body", new String(response.body(), StandardCharsets.UTF_8));
        operations.put(place, stored, clock.instant().plus(KEPT));
        return response;
    }
}
