package com.connectgain.infra.checks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.connectgain.infra.checks.FakeRuntimeApi.Outcome;
import com.connectgain.infra.checks.Template.Function;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * One function as Lambda runs it: its packaged jar under the task root, Lambda's own runtime client on the class path,
 * the environment of the template and a clean process. Nothing of AWS is reachable.
 */
final class LambdaProcess implements AutoCloseable {

    private static final Template TEMPLATE = Template.load();
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final String SECRETS = Json.object()
            .put("jwt_secret", "smoke-smoke-smoke-smoke-smoke-smoke-smoke-smoke")
            .put("encryption_key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
            .put("anon_key", "a.b.c")
            .put("service_role_key", "a.b.d")
            .toString();

    private final Process process;
    private final Path log;
    private final FakeRuntimeApi api;

    private LambdaProcess(Process process, Path log, FakeRuntimeApi api) {
        this.process = process;
        this.log = log;
        this.api = api;
    }

    static LambdaProcess start(Function function, JsonNode event, boolean snapStart, String... jvmOptions)
            throws IOException {
        FakeRuntimeApi api = new FakeRuntimeApi(event);
        Path taskRoot = taskRoot(function);
        Path log = taskRoot.resolve(function.id() + (snapStart ? "-snapshot" : "") + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                NativeClientLibrary.jvmOption(),
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", runtimeClient(), AWSLambda.class.getName(), function.handler()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(function, api.address(), snapStart));
        Process process = builder.start();
        process.onExit().thenAccept(dead -> api.fail("The process ended with " + dead.exitValue()));
        return new LambdaProcess(process, log, api);
    }

    /** How the event ended; a process that never gets so far fails with what it printed. */
    Outcome outcome(int seconds) {
        try {
            return api.outcome().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure + "\n" + Repository.read(log), failure);
        }
    }

    JsonNode answer(int seconds) {
        Outcome outcome = outcome(seconds);
        if (!outcome.succeeded()) {
            throw new AssertionError(outcome.body().toPrettyString() + "\n" + Repository.read(log));
        }
        return outcome.body();
    }

    List<String> calls() {
        return api.calls();
    }

    /** A file that the process wrote into its task root. */
    String file(String name) {
        return Repository.read(log.resolveSibling(name));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }

    /** A folder of the function's own with its jar in {@code lib/}, as Lambda unpacks it to {@code /var/task}. */
    private static Path taskRoot(Function function) throws IOException {
        Path jar = Repository.ROOT.resolve(function.merged().get("CodeUri").toString());
        if (!Files.exists(jar)) {
            throw new AssertionError(Repository.relative(jar) + " is missing; mvn verify packages it");
        }
        Path root = Repository.ROOT.resolve("infra/checks/target/lambda").resolve(function.id());
        Path link = Files.createDirectories(root.resolve("lib")).resolve(jar.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, jar);
        return root;
    }

    private static Map<String, String> environment(Function function, String api, boolean snapStart) {
        Map<String, String> environment = new HashMap<>();
        function.variables().forEach((name, value) -> environment.put(name, resolve(name, value)));
        environment.remove("SECRETS_ARN");
        environment.put("SECRETS_JSON", SECRETS);
        environment.put("AWS_LAMBDA_RUNTIME_API", api);
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
                ? Template.target(value).map(LambdaProcess::parameterOrName).orElse(name)
                : value.toString();
    }

    /** A parameter is what it is by default; a resource is called by its logical id. */
    private static String parameterOrName(String target) {
        return Template.at(TEMPLATE.root(), "Parameters." + target + ".Default")
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .orElse(target);
    }

    private static String runtimeClient() {
        return Stream.of(AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> {
                    try {
                        return Path.of(location.toURI()).toString();
                    } catch (URISyntaxException impossible) {
                        throw new AssertionError(impossible);
                    }
                })
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
