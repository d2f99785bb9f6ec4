package com.connectgain.infra.bench;

import com.connectgain.infra.bench.RuntimeApi.Answer;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.shared.crypto.Secrets;
import com.connectgain.shared.crypto.Tokens;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The first answer of one function in a fresh process, beside a Node.js function that makes the same DynamoDB calls:
 * started plainly, and restored from a primed snapshot. One of each in turn, so that all meet the same noise.
 */
final class ColdStart implements AutoCloseable {

    private static final long SECONDS = 60;

    /** @param processor processor time of the whole process, which does not depend on what else the machine does */
    record Result(String name, Measured elapsed, Measured processor) {}

    /** The results, and how many classes one plain start loads, of which the JDK's own archive holds some. */
    record Comparison(
            String function,
            TypicalRequest request,
            List<String> calls,
            List<Result> results,
            long classes,
            long archived) {

        Optional<Result> find(String name) {
            return results.stream().filter(result -> result.name.equals(name)).findFirst();
        }
    }

    static final String NODE = "Node.js";
    static final String PLAIN = "Java, plain";
    static final String RESTORED = "Java, restored";

    /** What could be had and is not deployed: both trade a safeguard, or the platform's own cache, for speed. */
    private static final String UNVERIFIED = "Java, plain, without bytecode verification (not deployed)";

    private static final String CACHED = "Java, plain, with an AOT cache of its own (not deployed)";

    private record Sample(double elapsed, double processor) {}

    private record Contender(String name, List<String> command, Path taskRoot, boolean snapshot) {}

    private final Path work;
    private final FunctionSpec function;
    private final TypicalRequest request;
    private final JavaRuntime java;
    private final Certificate certificate;
    private final DynamoStub dynamo;
    private final Map<String, String> environment;
    private final byte[] event;
    private final Path taskRoot;

    ColdStart(FunctionSpec function, TypicalRequest typical, Path jar, Path work) throws IOException {
        Path javaHome = Path.of(System.getProperty("java.home"));
        Files.createDirectories(work);
        this.work = work;
        this.function = function;
        this.java = new JavaRuntime(javaHome, work);
        this.certificate = Certificate.make(javaHome, work);
        this.dynamo = new DynamoStub(certificate.serverContext());
        this.environment = environment(function);
        Map<String, String> here = new HashMap<>(environment);
        here.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.plainUrl());
        Tenant tenant = Tenant.plant(new Kernel(new Settings(here), Clock.systemUTC(), Credentials.clients(here)));
        this.request = typical.filledFrom(tenant.values());
        this.event = Json.bytes(request.event(tenant.headers(request.credential())));
        this.taskRoot = JavaRuntime.unpack(jar, work.resolve("task"));
    }

    private Map<String, String> environment(FunctionSpec spec) {
        Map<String, String> all = new LinkedHashMap<>(spec.environment());
        all.putAll(Credentials.ENVIRONMENT);
        all.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.url());
        all.put("SECRETS_JSON", Json.write(secrets()));
        all.put("STAGE", "bench");
        all.put("LOG_LEVEL", "WARN");
        all.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMegabytes()));
        all.put("NODE_EXTRA_CA_CERTS", certificate.pem().toString());
        return all;
    }

    private static ObjectNode secrets() {
        String jwtSecret = "bench-bench-bench-bench-bench-bench-bench";
        Tokens tokens = new Tokens(() -> new Secrets(jwtSecret, "-", "-", new byte[32]), Clock.systemUTC());
        return Json.object()
                .put("jwt_secret", jwtSecret)
                .put("anon_key", tokens.sign(Json.object().put("role", "anon")))
                .put("service_role_key", tokens.sign(Json.object().put("role", "service_role")))
                .put("encryption_key", Base64.getEncoder().encodeToString(new byte[32]));
    }

    Comparison run(Optional<NodeRuntime> node, int rounds) throws IOException, InterruptedException {
        Contender plain = new Contender(PLAIN, command(JavaRuntime.PLAIN), taskRoot, false);
        Path classLog = work.resolve("classes.log");
        List<String> logging = new ArrayList<>(JavaRuntime.PLAIN);
        logging.add("-Xlog:class+load:file=" + classLog);
        dynamo.takeCalls();
        sample(new Contender(PLAIN, command(logging), taskRoot, false));
        List<String> calls = dynamo.takeCalls();
        List<String> classes = Files.readAllLines(classLog);

        List<Contender> contenders = new ArrayList<>();
        node.ifPresent(found -> contenders.add(new Contender(NODE, found.command(), found.taskRoot(), false)));
        contenders.add(plain);
        contenders.add(new Contender(RESTORED, command(JavaRuntime.SNAP_START), taskRoot, true));
        contenders.add(plainWith(UNVERIFIED, "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
        Path cache = work.resolve("function.aot");
        train(plainWith(CACHED, "-XX:AOTCacheOutput=" + cache));
        contenders.add(plainWith(CACHED, "-XX:AOTCache=" + cache));
        environment.put("BENCH_CALLS", String.join(",", calls));
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Sample sample = sample(contender);
                // The first round fills the page cache.
                if (round > 0) {
                    samples.computeIfAbsent(contender.name, name -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        return new Comparison(
                function.className(),
                request,
                calls,
                samples.entrySet().stream()
                        .map(entry -> result(entry.getKey(), entry.getValue()))
                        .toList(),
                classes.size(),
                classes.stream()
                        .filter(line -> line.endsWith("shared objects file"))
                        .count());
    }

    private Contender plainWith(String name, String... flags) {
        List<String> all = new ArrayList<>(JavaRuntime.PLAIN);
        all.addAll(List.of(flags));
        return new Contender(name, command(all), taskRoot, false);
    }

    /** One request, then an orderly end: the JVM writes its cache when it exits. */
    private void train(Contender contender) throws IOException, InterruptedException {
        try (RuntimeApi api = RuntimeApi.start()) {
            answer(api, contender, LambdaProcess::terminate);
        }
    }

    private static Result result(String name, List<Sample> samples) {
        return new Result(
                name,
                new Measured(samples.stream().mapToDouble(Sample::elapsed).toArray()),
                new Measured(samples.stream().mapToDouble(Sample::processor).toArray()));
    }

    private List<String> command(List<String> flags) {
        List<String> all = new ArrayList<>(flags);
        all.add("-Djavax.net.ssl.trustStore=" + certificate.trustStore());
        return java.command(all, function.className());
    }

    private Sample sample(Contender contender) throws IOException, InterruptedException {
        try (RuntimeApi api = RuntimeApi.start()) {
            return answer(api, contender, process -> {});
        }
    }

    private Sample answer(RuntimeApi api, Contender contender, Consumer<LambdaProcess> afterwards)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("_HANDLER", contender.name.equals(NODE) ? "index.handler" : function.handler());
        if (contender.snapshot) {
            all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        }
        Path log = work.resolve("function.log");
        Files.deleteIfExists(log);
        var pending = api.invoke(event);
        try (LambdaProcess process = LambdaProcess.start(api, contender.command, contender.taskRoot, all, log)) {
            long from = process.started();
            if (contender.snapshot) {
                api.checkpoint().get(SECONDS, TimeUnit.SECONDS);
                from = api.restore().get(SECONDS, TimeUnit.SECONDS);
            }
            Answer answer = pending.get(SECONDS, TimeUnit.SECONDS);
            requireSuccess(contender, answer, process);
            Sample sample = new Sample(
                    (answer.answered() - from) / 1e6, process.processorTime().toMillis());
            afterwards.accept(process);
            return sample;
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException(contender.name + " did not answer", failure);
        }
    }

    /** A refusal is quick; only the documented answer counts. */
    private void requireSuccess(Contender contender, Answer answer, LambdaProcess process) throws IOException {
        int status = answer.failed()
                ? 0
                : Json.read(answer.text()).path("statusCode").asInt();
        if (status != request.status()) {
            throw new IOException(contender.name + " answered " + new String(answer.body(), StandardCharsets.UTF_8)
                    + "\n" + process.output());
        }
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
