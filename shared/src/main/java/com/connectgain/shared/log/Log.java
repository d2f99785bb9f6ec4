package com.connectgain.shared.log;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.store.Meter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Structured logging: one JSON line per fact, ids only; never a body, a phone number or a token. */
public final class Log {

    /** How much a line matters; lines below the threshold are not written. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    private static final int FRAMES = 12;
    private static final int CAUSES = 3;

    private final Level threshold;
    private final Clock clock;
    private final Metrics metrics;
    private final Consumer<String> lines;

    public Log(Level threshold, Clock clock, Metrics metrics, Consumer<String> lines) {
        this.threshold = threshold;
        this.clock = clock;
        this.metrics = metrics;
        this.lines = lines;
    }

    /** One served request, with what it cost; the same line carries the metrics. */
    public void request(Request request, Caller caller, Response response, Meter meter, Duration taken) {
        if (!writes(Level.INFO)) {
            return;
        }
        ObjectNode line = line(Level.INFO, "request");
        line.put("method", Redaction.of(request.method()));
        line.put("route", Redaction.route(request.path()));
        line.put("status", response.status());
        line.put("duration_ms", taken.toMillis());
        line.put("credential", caller.credential().name());
        put(line, "organization_id", caller.organizationId());
        put(line, "user_id", caller.userId());
        put(line, "key_id", caller.keyId());
        metrics.describeRequest(line, response.status(), meter);
        write(line);
    }

    /** {@code facts} are pairs of a name and an id or a number. */
    public void info(String message, String... facts) {
        event(Level.INFO, message, facts);
    }

    public void warn(String message, String... facts) {
        event(Level.WARN, message, facts);
    }

    public void failure(String message, Throwable failure, String... facts) {
        if (writes(Level.ERROR)) {
            ObjectNode line = line(Level.ERROR, message);
            putAll(line, facts);
            line.set("failure", describe(failure, CAUSES));
            write(line);
        }
    }

    private void event(Level level, String message, String... facts) {
        if (writes(level)) {
            ObjectNode line = line(level, message);
            putAll(line, facts);
            write(line);
        }
    }

    private boolean writes(Level level) {
        return level.compareTo(threshold) >= 0;
    }

    private ObjectNode line(Level level, String message) {
        LogScope scope = LogScope.current();
        ObjectNode line = Json.object()
                .put("time", clock.instant().toString())
                .put("level", level.name())
                .put("message", Redaction.of(message));
        put(line, "function", scope.function());
        put(line, "request_id", scope.requestId());
        put(line, "trace", scope.trace());
        return line;
    }

    private static ObjectNode describe(Throwable failure, int causes) {
        ObjectNode description = Json.object().put("class", failure.getClass().getName());
        if (!quotesInput(failure)) {
            put(description, "message", Redaction.of(failure.getMessage()));
        }
        if (failure instanceof AwsServiceException service) {
            put(description, "aws_request_id", service.requestId());
        }
        ArrayNode stack = description.putArray("stack");
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            stack.add(frames[i].toString());
        }
        if (failure.getCause() != null && causes > 0) {
            description.set("cause", describe(failure.getCause(), causes - 1));
        }
        return description;
    }

    /** A parser's message quotes what it could not read, which is somebody's body. */
    private static boolean quotesInput(Throwable failure) {
        return failure instanceof JsonProcessingException || failure.getCause() instanceof JsonProcessingException;
    }

    private static void putAll(ObjectNode line, String... facts) {
        for (int i = 0; i + 1 < facts.length; i += 2) {
            put(line, facts[i], Redaction.of(facts[i + 1]));
        }
    }

    private static void put(ObjectNode line, String name, String value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    private void write(ObjectNode line) {
        lines.accept(Json.write(line));
    }
}
