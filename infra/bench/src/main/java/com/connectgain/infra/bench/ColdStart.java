package com.connectgain.infra.bench;

import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.infra.runtime.AwsStub;
import com.connectgain.infra.runtime.Certificate;
import com.connectgain.infra.runtime.JavaRuntime;
import com.connectgain.infra.runtime.LambdaProcess;
import com.connectgain.infra.runtime.RuntimeApi;
import com.connectgain.infra.runtime.RuntimeApi.Answer;
import com.connectgain.infra.runtime.Training;
import com.connectgain.infra.runtime.WorkerPackage;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    static final String CACHED = "Java, plain with AOT cache";
    static final String RESTORED = "Java, restored";

    private record Sample(double elapsed, double processor) {}

    /** How Lambda says that it starts a function; with none of these a function does nothing ahead. */
    private enum Initialization {
        UNSAID,
        ON_DEMAND,
        SNAP_START;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Contender(String name, List<String> command, Path taskRoot, Initialization initialization) {}

    private final Path work;
    private final FunctionSpec function;
    private final TypicalRequest request;
    private final JavaRuntime java;
    private final Certificate certificate;
    private final AwsStub dynamo;
    private final Map<String, String> environment;
    private final ObjectNode event;
    private final Path jar;
    private final Path taskRoot;

    ColdStart(FunctionSpec function, TypicalRequest typical, Path jar, Path work) throws IOException {
        Path javaHome = Path.of(System.getProperty("java.home"));
        Files.createDirectories(work);
        this.work = work;
        this.function = function;
        this.java = new JavaRuntime(javaHome, work);
        this.certificate = Certificate.make(javaHome, work);
        this.dynamo = new AwsStub(certificate.serverContext(), "{}");
        this.environment = environment(function);
        Map<String, String> here = new HashMap<>(environment);
        here.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.plainUrl());
        Tenant tenant = Tenant.plant(new Kernel(new Settings(here), Clock.systemUTC(), Credentials.clients(here)));
        this.request = typical.filledFrom(tenant.values());
        this.event = request.event(tenant.headers(request.credential()), function.triggers(Trigger.Route.class));
        this.jar = jar;
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
        all.put("AWS_CA_BUNDLE", certificate.awsAuthorities().toString());
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
        Contender plain = new Contender(PLAIN, command(JavaRuntime.PLAIN), taskRoot, Initialization.ON_DEMAND);
        Path classLog = work.resolve("classes.log");
        List<String> logging = new ArrayList<>(JavaRuntime.PLAIN);
        logging.add("-Xlog:class+load:file=" + classLog);
        dynamo.takeCalls();
        sample(new Contender(PLAIN, command(logging), taskRoot, Initialization.UNSAID));
        List<String> calls = dynamo.takeCalls();
        List<String> classes = Files.readAllLines(classLog);

        List<Contender> contenders = new ArrayList<>();
        node.ifPresent(found ->
                contenders.add(new Contender(NODE, found.command(), found.taskRoot(), Initialization.ON_DEMAND)));
        contenders.add(plain);
        contenders.add(cached());
        contenders.add(new Contender(RESTORED, command(JavaRuntime.SNAP_START), taskRoot, Initialization.SNAP_START));
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

    /** Started by the script that is deployed, from a package and a cache as {@code mvn -Paot} makes them. */
    private Contender cached() throws IOException, InterruptedException {
        WorkerPackage worker = WorkerPackage.lay(jar, work.resolve("worker"));
        new Training(java, JavaRuntime.PLAIN, environment, work)
                .run(worker, List.of(Training.scene(function.className(), event)));
        List<String> command = new ArrayList<>(command(JavaRuntime.PLAIN));
        command.addFirst(worker.wrapper().toString());
        return new Contender(CACHED, command, worker.folder(), Initialization.ON_DEMAND);
    }

    private static Result result(String name, List<Sample> samples) {
        return new Result(
                name,
                new Measured(samples.stream().mapToDouble(Sample::elapsed).toArray()),
                new Measured(samples.stream().mapToDouble(Sample::processor).toArray()));
    }

    private List<String> command(List<String> flags) {
        return java.command(flags, function.className());
    }

    private Sample sample(Contender contender) throws IOException, InterruptedException {
        try (RuntimeApi api = RuntimeApi.start()) {
            return answer(api, contender);
        }
    }

    private Sample answer(RuntimeApi api, Contender contender) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("_HANDLER", contender.name.equals(NODE) ? "index.handler" : function.handler());
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", contender.initialization.text());
        Path log = work.resolve("function.log");
        Files.deleteIfExists(log);
        var pending = api.invoke(Json.bytes(event));
        try (LambdaProcess process = LambdaProcess.start(api, contender.command, contender.taskRoot, all, log)) {
            long from = process.started();
            if (contender.initialization == Initialization.SNAP_START) {
                api.checkpoint().get(SECONDS, TimeUnit.SECONDS);
                from = api.restore().get(SECONDS, TimeUnit.SECONDS);
            }
            Answer answer = pending.get(SECONDS, TimeUnit.SECONDS);
            requireSuccess(contender, answer, process);
            return new Sample(
                    (answer.answered() - from) / 1e6, process.processorTime().toMillis());
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
