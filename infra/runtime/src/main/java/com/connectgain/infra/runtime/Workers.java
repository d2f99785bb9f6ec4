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

    private final Path root;
    private final Path target;
    private final Path javaHome = Path.of(System.getProperty("java.home"));
    private final Rehearsals rehearsals = Rehearsals.read();

    /**
     * @param root of the repository, its domains packaged
     * @param target where the packages are made
     */
    public Workers(Path root, Path target) throws IOException {
        this.root = root;
        this.target = target.toAbsolutePath();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // A zip keeps local times, and Lambda's clock shows UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Workers workers = new Workers(Path.of(""), Path.of("infra/runtime/target"));
        String step = arguments.length == 1 ? arguments[0] : "";
        for (String domain : workers.rehearsals.domains().keySet()) {
            switch (step) {
                case "pack" -> workers.pack(domain);
                case "train" -> workers.train(domain);
                default -> throw new IllegalArgumentException("pack or train?");
            }
        }
    }

    /** Lays out and zips the package of one domain, without a cache. */
    public WorkerPackage pack(String domain) throws IOException {
        // Here and not in train: where the caches are made there may be no keytool.
        Certificate.make(javaHome, work(domain));
        WorkerPackage worker = WorkerPackage.lay(jarOf(domain), folder(domain));
        worker.zip(zip(domain));
        return worker;
    }

    /** Trains the cache of a packed domain, and zips it anew with it. */
    public void train(String domain) throws IOException, InterruptedException {
        WorkerPackage worker = new WorkerPackage(folder(domain));
        Path work = work(domain);
        Certificate certificate = Certificate.at(work);
        List<String> flags = new ArrayList<>(JavaRuntime.PLAIN);
        flags.add("-Djavax.net.ssl.trustStore=" + certificate.trustStore());
        try (AwsStub aws = new AwsStub(certificate.serverContext(), secret())) {
            Map<String, String> environment = new HashMap<>(rehearsals.environment());
            environment.putAll(aws.environment());
            environment.put("AWS_CA_BUNDLE", certificate.awsAuthorities().toString());
            environment.put("PROVIDER_SES_URL", aws.url());
            new Training(new JavaRuntime(javaHome, work), flags, environment, work)
                    .run(
                            worker,
                            rehearsals.domains().get(domain).stream()
                                    .map(Rehearsals.Scene::bytes)
                                    .toList());
        }
        worker.zip(zip(domain));
        System.out.printf(
                "%s: %,d kB of AOT cache, %,d kB to upload%n",
                domain, Files.size(worker.cache()) / 1024, Files.size(zip(domain)) / 1024);
    }

    private static String secret() {
        return Json.write(Json.object()
                .put("jwt_secret", "rehearsal-rehearsal-rehearsal-rehearsal")
                .put("anon_key", "a.b.c")
                .put("service_role_key", "a.b.d")
                .put("encryption_key", Base64.getEncoder().encodeToString(new byte[32])));
    }

    private Path work(String domain) {
        return target.resolve("training").resolve(domain);
    }

    private Path folder(String domain) {
        return target.resolve("workers").resolve(domain);
    }

    private Path zip(String domain) {
        return target.resolve(domain + "-worker.zip");
    }

    private Path jarOf(String domain) throws IOException {
        Path packaged = root.resolve("functions").resolve(domain).resolve("target");
        try (Stream<Path> files = Files.list(packaged)) {
            return files.filter(file -> file.toString().endsWith("-lambda.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("functions/" + domain + " is not packaged"));
        }
    }
}
