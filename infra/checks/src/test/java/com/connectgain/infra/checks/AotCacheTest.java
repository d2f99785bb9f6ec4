package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.runtime.JavaRuntime;
import com.connectgain.infra.runtime.LambdaProcess;
import com.connectgain.infra.runtime.Rehearsals;
import com.connectgain.infra.runtime.RuntimeApi;
import com.connectgain.infra.runtime.WorkerPackage;
import com.connectgain.infra.runtime.Workers;
import com.connectgain.shared.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One domain is trained as {@code mvn -Paot} trains all: its function then comes from the cache, or works without. */
@Tag("packaged")
class AotCacheTest {

    private static final String HANDLER = "com.connectgain.functions.ops.Retention";
    private static final Path WORK = Repository.ROOT.resolve("infra/checks/target/aot");

    private static WorkerPackage worker;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            PythonTools.skip("no AOT cache was trained: Lambda's runtime client is native to Linux");
        }
        Workers workers = new Workers(Repository.ROOT, WORK);
        worker = workers.pack("ops");
        workers.train("ops");
    }

    @Test
    void functionAndClientComeFromTheCache() throws Exception {
        String classes = startedClasses("on", worker.folder());
        assertThat(classes)
                .contains(HANDLER + " source: shared objects file")
                .contains("com.amazonaws.services.lambda.runtime.api.client.AWSLambda source: shared objects file")
                .contains("software.amazon.awssdk.services.dynamodb.DynamoDbClient source: shared objects file");
        assertThat(classes.lines()
                        .filter(line -> line.contains("source: file:"))
                        .count())
                .as("classes that are read from a jar all the same")
                .isLessThan(60);
    }

    /** Lambda unpacks the zip elsewhere than where the cache was trained. */
    @Test
    void cacheSurvivesTheWayThroughTheZip() throws Exception {
        Path unpacked = WORK.resolve("unpacked");
        JavaRuntime.unpack(WORK.resolve("ops-worker.zip"), unpacked);
        assertThat(startedClasses("on", unpacked)).contains(HANDLER + " source: shared objects file");
    }

    @Test
    void functionWorksWithACacheOfAnotherJvm() throws Exception {
        Path other = WORK.resolve("other");
        JavaRuntime.unpack(WORK.resolve("ops-worker.zip"), other);
        Path cache = new WorkerPackage(other).cache();
        byte[] bytes = Files.readAllBytes(cache);
        int build = indexOf(bytes, Runtime.version().toString().getBytes(StandardCharsets.US_ASCII));
        assertThat(build).as("where the cache names the build of Java").isPositive();
        bytes[build]++;
        Files.write(cache, bytes);
        assertThat(startedClasses("auto", other)).contains(HANDLER + " source: file:");
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        return IntStream.range(0, bytes.length - wanted.length)
                .filter(start -> Arrays.equals(bytes, start, start + wanted.length, wanted, 0, wanted.length))
                .findFirst()
                .orElse(-1);
    }

    /** Starts the function by the package's script and answers which classes came from where. */
    private static String startedClasses(String mode, Path taskRoot) throws Exception {
        Path log = taskRoot.resolveSibling(taskRoot.getFileName() + "-classes.log");
        Files.deleteIfExists(log);
        List<String> flags = new ArrayList<>(JavaRuntime.PLAIN);
        flags.add("-Xlog:class+load:file=" + log);
        List<String> command = new JavaRuntime(Path.of(System.getProperty("java.home")), WORK).command(flags, HANDLER);
        command.addFirst(new WorkerPackage(taskRoot).wrapper().toString());
        Map<String, String> environment = new HashMap<>(Rehearsals.read().environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
        // The script leaves no option about caches in the command.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=" + mode);
        try (RuntimeApi api = RuntimeApi.start()) {
            var answer = api.invoke(Json.bytes(Json.object()));
            try (LambdaProcess _ =
                    LambdaProcess.start(api, command, taskRoot, environment, log.resolveSibling("function.log"))) {
                assertThat(answer.get(60, TimeUnit.SECONDS).text())
                        .as("without DynamoDB a tick fails in its own code")
                        .contains("com.connectgain.shared.lambda.ScheduledFunction");
            }
        }
        return Repository.read(log);
    }
}
