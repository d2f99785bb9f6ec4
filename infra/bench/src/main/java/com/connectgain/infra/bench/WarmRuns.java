package com.connectgain.infra.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.Assembly;
import com.connectgain.shared.postgrest.query.Binder;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
        byte[] event = Json.bytes(echo.event(Map.of(), Stream.empty()));
        return List.of(new Result("test-echo, no credential", time(handler, () -> event, 200, UNTIMED, TIMED)));
    }

    /** The median time to parse, bind and render the inbox list, in milliseconds: the language without the store. */
    static double language() {
        Binder binder = new Binder(StandardCatalog.load(), 1_000);
        Table table = binder.table("conversations");
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ObjectNode values = Json.object()
                    .put("id", Ids.next())
                    .put("status", "OPEN")
                    .put("last_message_at", DateTimes.print(Instant.EPOCH.plusSeconds(i)));
            rows.add(Row.fresh(table, values).values());
        }
        Assembly assembly =
                new Assembly((embed, parents) -> Collections.nCopies(parents.size(), List.<ObjectNode>of()));
        double[] elapsed = new double[TIMED];
        for (int i = -UNTIMED; i < TIMED; i++) {
            long started = System.nanoTime();
            ApiRequest request =
                    ApiRequest.read(Dialect.STRICT, "GET", table.name(), DataCosts.INBOX, Map.of(), new byte[0]);
            BoundQuery bound = binder.bind(request, table, Instant.EPOCH);
            new Answers(bound, Instant.EPOCH).read(assembly.page(bound.root(), rows));
            if (i >= 0) {
                elapsed[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        return new Measured(elapsed).median();
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
            int answered = Json.parse(answer.toByteArray()).path("statusCode").asInt();
            if (answered != status) {
                throw new IOException(handler.getClass().getSimpleName() + " answered " + answer);
            }
        }
        return new Measured(elapsed);
    }
}
