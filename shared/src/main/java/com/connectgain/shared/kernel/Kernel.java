package com.connectgain.shared.kernel;

import com.connectgain.shared.auth.Callers;
import com.connectgain.shared.auth.RateLimiter;
import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.catalog.file.CatalogFile;
import com.connectgain.shared.crypto.SecretSource;
import com.connectgain.shared.crypto.Secrets;
import com.connectgain.shared.crypto.Tokens;
import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.files.Bucket;
import com.connectgain.shared.log.Log;
import com.connectgain.shared.log.Metrics;
import com.connectgain.shared.mail.Mailer;
import com.connectgain.shared.net.HttpSender;
import com.connectgain.shared.net.Outbound;
import com.connectgain.shared.notifications.Notifier;
import com.connectgain.shared.postgrest.run.DataApi;
import com.connectgain.shared.postgrest.run.Masking;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.triggers.Triggers;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.Tables;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The one composition root: it alone reads the environment, builds clients and hands parts to the functions. Parts are
 * built at first use, so that a function pays for what it needs.
 */
public final class Kernel {

    private static final Set<String> STARTS_WITHOUT_SNAPSHOT = Set.of("on-demand", "provisioned-concurrency");

    /** Often enough for the JIT to have compiled what TLS takes. */
    private static final int CONNECTIONS = 60;

    private final Settings settings;
    private final Clock clock;
    private final AwsClients aws;
    private final UnaryOperator<HttpSender> watched;
    private final Once<Store> store = Once.of(this::makeStore);
    private final Once<Callers> callers = Once.of(this::makeCallers);
    private final Once<RateLimiter> rateLimiter = Once.of(this::makeRateLimiter);
    private final Once<SecretSource> secretSource = Once.of(this::makeSecretSource);
    private final Once<Tokens> tokens = Once.of(this::makeTokens);
    private final Once<Vault> vault = Once.of(this::makeVault);
    private final Once<HttpSender> outbound = Once.of(this::makeOutbound);
    private final Once<Queues> queues = Once.of(this::makeQueues);
    private final Once<Mailer> mailer = Once.of(this::makeMailer);
    private final Once<Records> records = Once.of(this::makeRecords);
    private final Once<DataApi> dataApi = Once.of(this::makeDataApi);
    private final Once<Bucket> media = Once.of(this::makeMedia);
    private final Log log;
    private final Metrics metrics;

    public Kernel(Settings settings, Clock clock, AwsClients aws) {
        this(settings, clock, aws, UnaryOperator.identity());
    }

    /** @param watched what stands around every outbound call: the local cloud ends a function after one on demand */
    public Kernel(Settings settings, Clock clock, AwsClients aws, UnaryOperator<HttpSender> watched) {
        this.settings = settings;
        this.clock = clock;
        this.aws = aws;
        this.watched = watched;
        boolean local = isLocal();
        String level = settings.get("LOG_LEVEL", local ? "WARN" : "INFO").toUpperCase(Locale.ROOT);
        this.metrics = new Metrics(settings.get("STAGE", "dev"), clock, local ? line -> {} : System.out::println);
        this.log = new Log(Log.Level.valueOf(level), clock, metrics, System.out::println);
    }

    public Kernel(Settings settings, Clock clock) {
        this(settings, clock, new AwsClients(settings));
    }

    public static Kernel fromEnvironment() {
        // What the SDK logs goes nowhere; its logger would say so, in three lines at every start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Kernel kernel = new Kernel(new Settings(System.getenv()), Clock.systemUTC());
        // A snapshot is primed before it is taken; a start without one is waited for.
        if (kernel.startsWithoutSnapshot()) {
            kernel.aws.openAhead(kernel.settings.require("OPS_TABLE"));
        }
        return kernel;
    }

    public Settings settings() {
        return settings;
    }

    /** Whether Lambda said that this process starts a function, and that no snapshot is taken of it. */
    public boolean startsWithoutSnapshot() {
        return STARTS_WITHOUT_SNAPSHOT.contains(settings.get("AWS_LAMBDA_INITIALIZATION_TYPE", ""));
    }

    /** Whether this is the local stack, which shows what it costs and keeps quiet otherwise. */
    public boolean isLocal() {
        return settings.get("STAGE", "").equals("local");
    }

    public Clock clock() {
        return clock;
    }

    public AwsClients aws() {
        return aws;
    }

    public Store store() {
        return store.get();
    }

    public Records records() {
        return records.get();
    }

    public DataApi dataApi() {
        return dataApi.get();
    }

    /** The bucket of recordings, media and temporary files. */
    public Bucket media() {
        return media.get();
    }

    public Callers callers() {
        return callers.get();
    }

    public RateLimiter rateLimiter() {
        return rateLimiter.get();
    }

    /** The secrets as they are now; ask again rather than keep them, or a rotation passes unseen. */
    public Secrets secrets() {
        return secretSource.get().get();
    }

    public Tokens tokens() {
        return tokens.get();
    }

    public Vault vault() {
        return vault.get();
    }

    public HttpSender outbound() {
        return outbound.get();
    }

    public Queues queues() {
        return queues.get();
    }

    public Mailer mailer() {
        return mailer.get();
    }

    public Notifier notifier() {
        return new Notifier(store(), records(), mailer(), queues(), settings.require("APP_URL"));
    }

    public Log log() {
        return log;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** What every function does on its first request, done ahead of a snapshot: above all, it connects. */
    public void prime() {
        for (int i = 0; i < CONNECTIONS; i++) {
            store().prime();
            aws.forgetConnections();
        }
    }

    /** Leaves nothing for a snapshot to keep that would be dead where it is restored. */
    public void quiesce() {
        aws.forgetConnections();
    }

    private Store makeStore() {
        return new Store(aws::dynamo, tables(), StandardCatalog.load(), clock);
    }

    private Tables tables() {
        return new Tables(
                settings.require("CORE_TABLE"),
                settings.require("MESSAGES_TABLE"),
                settings.require("LOGS_TABLE"),
                settings.require("OPS_TABLE"));
    }

    private Records makeRecords() {
        return new Records(store(), Triggers.all(isLocal()), vault()::seal, Masking.MASK);
    }

    private DataApi makeDataApi() {
        return new DataApi(store(), records(), clock, DataApi.MOST_ROWS, foreignData());
    }

    /** Tables of somebody else's, for test suites that bring their own: on a laptop only. */
    private Optional<DataApi> foreignData() {
        return settings.find("EXTRA_CATALOG").map(source -> {
            if (!isLocal()) {
                throw new IllegalStateException("EXTRA_CATALOG is for local mode only");
            }
            CatalogFile file = CatalogFile.read(source);
            Store own = new Store(aws::dynamo, tables(), file.catalog(), clock);
            Records ownRecords = new Records(own, Map.of(), vault()::seal, Masking.MASK);
            return new DataApi(own, ownRecords, clock, file.maxRows(), Optional.empty());
        });
    }

    private Bucket makeMedia() {
        return new Bucket(aws, settings.require("MEDIA_BUCKET"), settings.find("AWS_ENDPOINT_URL_S3"));
    }

    private Callers makeCallers() {
        return new Callers(this::secrets, tokens(), store(), clock);
    }

    private RateLimiter makeRateLimiter() {
        return new RateLimiter(store().operations(), clock);
    }

    private SecretSource makeSecretSource() {
        return new SecretSource(settings, aws::secrets, clock);
    }

    private Tokens makeTokens() {
        return new Tokens(this::secrets, clock);
    }

    private Vault makeVault() {
        return new Vault(this::secrets);
    }

    private HttpSender makeOutbound() {
        return watched.apply(new Outbound(settings));
    }

    private Queues makeQueues() {
        return new Queues(aws::sqs, settings);
    }

    private Mailer makeMailer() {
        return new Mailer(this::queues);
    }
}
