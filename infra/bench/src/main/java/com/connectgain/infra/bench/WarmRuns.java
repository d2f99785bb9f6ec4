package com.connectgain.infra.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Times of a warm handler, through the handler object itself: event in, answer out. */
final class WarmRuns {

    private static final int UNTIMED = 5_000;
    private static final int TIMED = 10_000;

    record Result(String name, Measured elapsed) {}

    private WarmRuns() {}

    /** The edge and JSON alone: no credential, no store. */
    static List<Result> withoutStore() throws IOException, ReflectiveOperationException {
        Map<String, String> settings = Map.of(
                "STAGE",
                "bench",
                "LOG_LEVEL",
                "ERROR",
                "CORE_TABLE",
                "core",
                "MESSAGES_TABLE",
                "messages",
                "LOGS_TABLE",
                "logs",
                "OPS_TABLE",
                "ops");
        Kernel kernel = new Kernel(new Settings(settings), Clock.systemUTC(), Credentials.clients(settings));
        TypicalRequest echo = TypicalRequest.coldStartOf("test-echo");
        RequestStreamHandler handler = handler("com.connectgain.functions.messaging.TestEcho", kernel);
        byte[] event = Json.bytes(echo.event(Map.of()));
        return List.of(new Result("test-echo, no credential", time(handler, () -> event, 200, UNTIMED, TIMED)));
    }

    static RequestStreamHandler handler(String className, Kernel kernel) throws ReflectiveOperationException {
        return (RequestStreamHandler)
                Class.forName(className).getConstructor(Kernel.class).newInstance(kernel);
    }

    static Measured time(RequestStreamHandler handler, Supplier<byte[]> events, int status, int untimed, int timed)
            throws IOException {
        double[] elapsed = new double[timed];
        for (int i = -untimed; i < timed; i++) {
            byte[] event = events.get();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            long started = System.nanoTime();
            handler.handleRequest(new ByteArrayInputStream(event), answer, null);
            if (i >= 0) {
                elapsed[i] = (System.nanoTime() - started) / 1e6;
            }
            int answered = Json.MAPPER
                    .readTree(answer.toByteArray())
                    .path("statusCode")
                    .asInt();
            if (answered != status) {
                throw new IOException(handler.getClass().getSimpleName() + " answered " + answer);
            }
        }
        return new Measured(elapsed);
    }
}
