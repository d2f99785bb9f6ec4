package com.connectgain.infra.runtime;

import com.connectgain.shared.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;

/**
 * The packages of the functions without SnapStart: {@code pack} makes them of the domains' jars, {@code train} adds the
 * AOT cache for the very JDK it runs on. To be started in the repository's root.
 */
public final class Workers {

    private static final Path TARGET = Path.of("infra/runtime/target").toAbsolutePath();

    private final Rehearsals rehearsals;
    private final Path javaHome;

    private Workers(Rehearsals rehearsals, Path javaHome) {
        this.rehearsals = rehearsals;
        this.javaHome = javaHome;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // A zip keeps local times, and Lambda's clock shows UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Workers workers = new Workers(Rehearsals.read(), Path.of(System.getProperty("java.home")));
        String step = arguments.length == 1 ? arguments[0] : "";
        switch (step) {
            case "pack" -> workers.pack();
            case "train" -> workers.train();
            default -> throw new IllegalArgumentException("pack or train?");
        }
    }

    private void pack() throws IOException {
        // Here and not in train: where the caches are made there may be no keytool.
        Certificate.make(javaHome, TARGET.resolve("certificate"));
        for (String domain : rehearsals.domains().keySet()) {
            WorkerPackage.lay(jarOf(domain), folder(domain)).zip(zip(domain));
        }
    }

    private void train() throws IOException, InterruptedException {
        Certificate certificate = Certificate.at(TARGET.resolve("certificate"));
        List<String> flags = new ArrayList<>(JavaRuntime.PLAIN);
        flags.add("-Djavax.net.ssl.trustStore=" + certificate.trustStore());
        for (var domain : rehearsals.domains().entrySet()) {
            Path work = TARGET.resolve("training").resolve(domain.getKey());
            WorkerPackage worker = new WorkerPackage(folder(domain.getKey()));
            try (AwsStub aws = new AwsStub(certificate.serverContext(), secret())) {
                Map<String, String> environment = new HashMap<>(rehearsals.environment());
                environment.putAll(aws.environment());
                environment.put("PROVIDER_SES_URL", aws.url());
                new Training(new JavaRuntime(javaHome, work), flags, environment, work)
                        .run(
                                worker,
                                domain.getValue().stream()
                                        .map(Rehearsals.Scene::bytes)
                                        .toList());
            }
            worker.zip(zip(domain.getKey()));
            System.out.printf(
                    "%s: %,d kB of AOT cache, %,d kB to upload%n",
                    domain.getKey(), Files.size(worker.cache()) / 1024, Files.size(zip(domain.getKey())) / 1024);
        }
    }

    private static String secret() {
        return Json.write(Json.object()
                .put("jwt_secret", "rehearsal-rehearsal-rehearsal-rehearsal")
                .put("anon_key", "a.b.c")
                .put("service_role_key", "a.b.d")
                .put("encryption_key", Base64.getEncoder().encodeToString(new byte[32])));
    }

    private static Path folder(String domain) {
        return TARGET.resolve("workers").resolve(domain);
    }

    private static Path zip(String domain) {
        return TARGET.resolve(domain + "-worker.zip");
    }

    private static Path jarOf(String domain) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("functions", domain, "target"))) {
            return files.filter(file -> file.toString().endsWith("-lambda.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("functions/" + domain + " is not packaged"));
        }
    }
}
