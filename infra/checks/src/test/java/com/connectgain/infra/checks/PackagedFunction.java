package com.connectgain.infra.checks;

import com.connectgain.infra.checks.Template.Function;
import com.connectgain.infra.runtime.JavaRuntime;
import com.connectgain.infra.runtime.LambdaProcess;
import com.connectgain.infra.runtime.RuntimeApi;
import com.connectgain.infra.runtime.RuntimeApi.Answer;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One function as Lambda runs it: its package in the task root, the runtime's own command (or the script that the
 * template puts in its place), the environment of the template and a clean process. Nothing of AWS is reachable.
 */
final class PackagedFunction implements AutoCloseable {

    private static final Template TEMPLATE = Template.load();
    private static final Path WORK = Repository.ROOT.resolve("infra/checks/target/lambda");
    private static final JavaRuntime RUNTIME = new JavaRuntime(Path.of(System.getProperty("java.home")), WORK);
    private static final String TASK = "/var/task/";
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final String SECRETS = Json.object()
            .put("jwt_secret", "smoke-smoke-smoke-smoke-smoke-smoke-smoke-smoke")
            .put("encryption_key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
            .put("anon_key", "a.b.c")
            .put("service_role_key", "a.b.d")
            .toString();

    private final LambdaProcess process;
    private final RuntimeApi api;
    private final CompletableFuture<Answer> answer;
    private final Path taskRoot;

    private PackagedFunction(LambdaProcess process, RuntimeApi api, CompletableFuture<Answer> answer, Path taskRoot) {
        this.process = process;
        this.api = api;
        this.answer = answer;
        this.taskRoot = taskRoot;
    }

    static PackagedFunction start(Function function, JsonNode event, boolean snapStart, String... jvmOptions)
            throws IOException {
        Path taskRoot = WORK.resolve(function.id() + (snapStart ? "-snapshot" : ""));
        unpack(function, taskRoot);
        RuntimeApi api = RuntimeApi.start();
        CompletableFuture<Answer> answer = api.invoke(Json.bytes(event));
        if (snapStart) {
            api.restore();
        }
        List<String> flags = new ArrayList<>(List.of("-Xmx256m"));
        flags.addAll(JavaRuntime.PLAIN);
        flags.addAll(List.of(jvmOptions));
        List<String> command = RUNTIME.command(flags, function.handler());
        wrapper(function, taskRoot).ifPresent(wrapper -> command.addFirst(wrapper.toString()));
        LambdaProcess process = LambdaProcess.start(
                api,
                command,
                taskRoot,
                environment(function, snapStart),
                taskRoot.resolveSibling(taskRoot.getFileName() + ".log"));
        return new PackagedFunction(process, api, answer, taskRoot);
    }

    /** How the event ended; a process that never gets so far fails with what it printed. */
    Answer outcome(int seconds) {
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure + "\n" + process.output(), failure);
        }
    }

    JsonNode answer(int seconds) {
        Answer outcome = outcome(seconds);
        if (outcome.failed()) {
            throw new AssertionError(outcome.text() + "\n" + process.output());
        }
        return Json.read(outcome.text());
    }

    List<String> calls() {
        return api.calls();
    }

    /** A file that the process wrote into its task root. */
    String file(String name) {
        return Repository.read(taskRoot.resolve(name));
    }

    @Override
    public void close() {
        process.close();
        api.close();
    }

    /** A jar stays whole in {@code lib}: unpacking thousands of classes for each function would show nothing more. */
    private static void unpack(Function function, Path taskRoot) throws IOException {
        Path code = Repository.ROOT.resolve(function.merged().get("CodeUri").toString());
        if (!Files.exists(code)) {
            throw new AssertionError(Repository.relative(code) + " is missing; mvn verify packages it");
        }
        if (code.toString().endsWith(".zip")) {
            JavaRuntime.unpack(code, taskRoot);
            return;
        }
        Path link = Files.createDirectories(taskRoot.resolve("lib")).resolve(code.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, code);
    }

    private static Optional<Path> wrapper(Function function, Path taskRoot) {
        return Optional.ofNullable(function.variables().get("AWS_LAMBDA_EXEC_WRAPPER"))
                .map(path -> taskRoot.resolve(path.toString().substring(TASK.length())));
    }

    private static Map<String, String> environment(Function function, boolean snapStart) {
        Map<String, String> environment = new HashMap<>();
        function.variables().forEach((name, value) -> environment.put(name, resolve(name, value)));
        environment.remove("SECRETS_ARN");
        environment.put("SECRETS_JSON", SECRETS);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("AWS_ACCESS_KEY_ID", "smoke");
        environment.put("AWS_SECRET_ACCESS_KEY", "smoke");
        environment.put("AWS_MAX_ATTEMPTS", "1");
        Stream.of("DYNAMODB", "SQS", "S3", "SECRETS_MANAGER")
                .forEach(service -> environment.put("AWS_ENDPOINT_URL_" + service, NOWHERE));
        if (snapStart) {
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        }
        return environment;
    }

    private static String resolve(String name, Object value) {
        if (name.endsWith("_URL")) {
            return NOWHERE + "/" + name;
        }
        return value instanceof Map
                ? Template.target(value).map(PackagedFunction::parameterOrName).orElse(name)
                : value.toString();
    }

    /** A parameter is what it is by default; a resource is called by its logical id. */
    private static String parameterOrName(String target) {
        return Template.at(TEMPLATE.root(), "Parameters." + target + ".Default")
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .orElse(target);
    }
}
