package com.connectgain.csv;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * The worker alone in a process of its own, as small as the caller makes it: works on one job until it is over, and
 * prints what it took. Its arguments are the organization and the job; its settings are the environment's.
 */
final class LargeImport {

    private LargeImport() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>(System.getenv());
        // Nobody else shall hear that there is more to do: the process alone does it, and its log tells of that.
        settings.remove("CSV_QUEUE_URL");
        Kernel kernel = new Kernel(new Settings(settings), Clock.systemUTC());
        RequestStreamHandler worker = (RequestStreamHandler) Class.forName("com.connectgain.functions.crm.CsvWorker")
                .getConstructor(Kernel.class)
                .newInstance(kernel);
        ObjectNode event = Json.object();
        event.putArray("Records")
                .addObject()
                .put("messageId", "m")
                .put(
                        "body",
                        Json.write(Json.object()
                                .put("type", arguments[2])
                                .put("organization_id", arguments[0])
                                .put("job_id", arguments[1])));
        String table = arguments[2] + "_jobs";
        long started = System.nanoTime();
        String status = "PENDING";
        int slices = 0;
        while (status.equals("PENDING") || status.equals("PROCESSING")) {
            worker.handleRequest(new ByteArrayInputStream(Json.bytes(event)), new ByteArrayOutputStream(), null);
            slices++;
            var job = kernel.store().find(table, arguments[0], arguments[1]).orElseThrow();
            status = job.text("status");
            print(job.get("processed").asInt(), status, slices, started);
        }
        System.exit(status.equals("COMPLETED") ? 0 : 1);
    }

    private static void print(int processed, String status, int slices, long started) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
        long millis = (System.nanoTime() - started) / 1_000_000;
        System.out.println(processed + " rows, " + millis + " ms, " + processed * 1000L / Math.max(1, millis)
                + " rows/s, " + slices + " slices, peak heap " + peak / 1024 / 1024 + " MB, max "
                + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " MB, " + status);
    }
}
