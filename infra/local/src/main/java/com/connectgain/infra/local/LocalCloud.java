package com.connectgain.infra.local;

import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.cloud.ObjectListener;
import com.connectgain.infra.local.cloud.Provisioning;
import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.Functions;
import com.connectgain.infra.local.functions.Kernels;
import com.connectgain.infra.local.gateway.Gateway;
import com.connectgain.infra.local.gateway.RouteTable;
import com.connectgain.infra.local.http.HttpListener;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.infra.local.sandbox.CallLog;
import com.connectgain.infra.local.sandbox.Faults;
import com.connectgain.infra.local.sandbox.Idleness;
import com.connectgain.infra.local.sandbox.KillSwitch;
import com.connectgain.infra.local.sandbox.MovableClock;
import com.connectgain.infra.local.sandbox.Sandbox;
import com.connectgain.infra.local.sources.EventSources;
import com.connectgain.infra.local.sources.ObjectNotifications;
import com.connectgain.infra.local.sources.Schedules;
import com.connectgain.infra.local.sources.WriteSignal;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Template;
import com.connectgain.shared.kernel.Kernel;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A running cloud. Started by {@link #start}, stopped by {@link #close}; a JVM may run several, one after another. */
public final class LocalCloud implements AutoCloseable {

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final HttpListener listener;
    private final DataFolder data;
    private final MovableClock clock;
    private final Faults faults = new Faults();
    private final KillSwitch killSwitch = new KillSwitch();
    private final Background background = new Background();
    private Clients clients;
    private Functions functions;
    private Template template;
    private Kernel kernel;
    private Connection connection;

    /** One at a time: DynamoDB Locals of one process that make their tables together fail each other. */
    public static synchronized LocalCloud start(Options options) throws Exception {
        HttpListener listener = listen(options.port());
        LocalCloud cloud = null;
        try {
            cloud = new LocalCloud(options, listener);
            cloud.run(options);
            return cloud;
        } catch (Exception | Error failed) {
            if (cloud == null) {
                listener.close();
            } else {
                cloud.close();
            }
            throw failed;
        }
    }

    private static HttpListener listen(int port) throws IOException {
        try {
            return new HttpListener(port);
        } catch (BindException taken) {
            throw new StartFailure("Port " + port + " is already in use; choose another with -Dport=<number>.");
        }
    }

    private LocalCloud(Options options, HttpListener listener) {
        this.listener = listener;
        this.data = options.data().map(DataFolder::at).orElseGet(DataFolder::memory);
        this.clock = new MovableClock(data);
        parts.add(listener);
    }

    private void run(Options options) throws Exception {
        parts.add(DataLock.take(data));
        AtomicReference<ObjectListener> notifications = new AtomicReference<>((event, bucket, key, size, etag) -> {});
        Emulators emulators = opened(new Emulators(
                data, (event, bucket, key, size, etag) -> notifications.get().changed(event, bucket, key, size, etag)));
        String url = "http://localhost:" + listener.port();
        template = Template.read(options.template())
                .resolve(new Site(url, emulators.endpoints().sqs().toString(), options.parameters()));
        clients = opened(new Clients(emulators.endpoints()));
        new Provisioning(clients, emulators.queues()).run(template);

        LocalSecrets secrets = LocalSecrets.in(data);
        WriteSignal writes = new WriteSignal();
        Kernels kernels = new Kernels(settings(options, url, secrets), clock, faults, killSwitch, writes::raise);
        functions = new Functions(template.functions(), kernels);
        kernel = kernels.of(template.environment());
        notifications.set(new ObjectNotifications(functions.all(), background, clock));
        clock.onForward(jump ->
                template.queues().forEach(queue -> emulators.queues().shorten(queue.name(), jump)));

        Schedules schedules = opened(new Schedules(functions.all(), background, clock));
        Gateway gateway = new Gateway(new RouteTable(functions.all()), template.cors(), clock);
        EventSources sources =
                opened(new EventSources(functions.all(), clients, emulators.queues(), background, data, clock, writes));
        Sandbox sandbox = new Sandbox(new Sandbox.Parts(
                clock,
                new CallLog(clock),
                faults,
                killSwitch,
                options.providers(),
                functions,
                schedules,
                emulators.queues(),
                template.queues(),
                new Idleness(emulators.queues(), template.queues(), sources, background),
                (method, path, headers, body) -> gateway.handle(webhook(method, path, headers, body))));
        listener.start(request -> isControl(request) ? sandbox.handle(request) : gateway.handle(request));
        schedules.start();

        Optional<Seed.Demo> demo =
                Connection.plantedIn(data).or(() -> options.seed().plant(kernel));
        connection = new Connection(url, secrets.anonKey(), secrets.serviceRoleKey(), demo);
        connection.writeTo(data);
    }

    private Map<String, String> settings(Options options, String url, LocalSecrets secrets) {
        Map<String, String> settings = new LinkedHashMap<>(clients.endpoints().settings());
        // Loopback by number: "localhost" may resolve to an address family that is tried in vain first.
        settings.putAll(options.providers().settings("http://127.0.0.1:" + listener.port()));
        settings.put("SECRETS_JSON", secrets.json());
        settings.put("PUBLIC_URL", url);
        settings.put("STAGE", "local");
        settings.put("OUTBOUND_ALLOWED_HOSTS", ownAddresses());
        options.catalog().ifPresent(file -> settings.put("EXTRA_CATALOG", file.toString()));
        settings.put("LOG_LEVEL", System.getProperty("log.level", "WARN"));
        return settings;
    }

    /** The sinks of the sandbox, and on demand what else a developer runs on the same machine. */
    private String ownAddresses() {
        String port = ":" + listener.port();
        return "localhost" + port + ",127.0.0.1" + port + ",[::1]" + port + ","
                + System.getProperty("outbound.allowed", "");
    }

    private static boolean isControl(HttpRequest request) {
        return request.rawPath().equals(Sandbox.PATH) || request.rawPath().startsWith(Sandbox.PATH + "/");
    }

    private static HttpRequest webhook(String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
        int question = pathAndQuery.indexOf('?');
        List<HttpRequest.Header> list = new ArrayList<>();
        headers.forEach(
                (name, value) -> list.add(new HttpRequest.Header(name.toLowerCase(java.util.Locale.ROOT), value)));
        return new HttpRequest(
                method,
                question < 0 ? pathAndQuery : pathAndQuery.substring(0, question),
                question < 0 ? "" : pathAndQuery.substring(question + 1),
                list,
                body,
                "127.0.0.1");
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.add(part);
        return part;
    }

    public String url() {
        return connection.url();
    }

    public int port() {
        return listener.port();
    }

    public Connection connection() {
        return connection;
    }

    public Template template() {
        return template;
    }

    public Clients clients() {
        return clients;
    }

    public MovableClock clock() {
        return clock;
    }

    public Faults faults() {
        return faults;
    }

    public KillSwitch killSwitch() {
        return killSwitch;
    }

    /** The kernel with what every function has in its environment. */
    public Kernel kernel() {
        return kernel;
    }

    /** Functions whose handler class could not be found. */
    public List<FunctionSpec> missingHandlers() {
        return functions.missing();
    }

    /** Stops in the reverse order of starting; one part's trouble does not keep the others from stopping. */
    @Override
    public void close() {
        IllegalStateException failures = new IllegalStateException("Not everything stopped cleanly");
        for (AutoCloseable part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception trouble) {
                failures.addSuppressed(trouble);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
