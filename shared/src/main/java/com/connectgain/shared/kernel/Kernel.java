package com.connectgain.shared.kernel;

import com.connectgain.shared.auth.Callers;
import com.connectgain.shared.auth.RateLimiter;
import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.log.Log;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.Tables;
import java.time.Clock;

/**
 * The one composition root: it alone reads the environment, builds clients and hands parts to the functions. Parts are
 * built at first use, so that a function pays for what it needs.
 */
public final class Kernel {

    private final Settings settings;
    private final Clock clock;
    private final AwsClients aws;
    private final Once<Store> store = Once.of(this::makeStore);
    private final Once<Callers> callers = Once.of(this::makeCallers);
    private final Once<RateLimiter> rateLimiter = Once.of(this::makeRateLimiter);
    private final Log log;

    public Kernel(Settings settings, Clock clock, AwsClients aws) {
        this.settings = settings;
        this.clock = clock;
        this.aws = aws;
        this.log = new Log();
    }

    public static Kernel fromEnvironment() {
        Settings settings = new Settings(System.getenv());
        return new Kernel(settings, Clock.systemUTC(), new AwsClients(settings));
    }

    public Settings settings() {
        return settings;
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

    public Callers callers() {
        return callers.get();
    }

    public RateLimiter rateLimiter() {
        return rateLimiter.get();
    }

    public Log log() {
        return log;
    }

    /** What every function does on its first request, done ahead of a snapshot. */
    public void prime() {
        store().ping();
    }

    /** Connections that were open when the snapshot was taken are gone; the HTTP client replaces them as it finds out. */
    public void afterRestore() {}

    private Store makeStore() {
        Tables tables = new Tables(
                settings.require("CORE_TABLE"),
                settings.require("MESSAGES_TABLE"),
                settings.require("LOGS_TABLE"),
                settings.require("OPS_TABLE"));
        return new Store(aws::dynamo, tables, StandardCatalog.load(), clock);
    }

    private Callers makeCallers() {
        return new Callers(settings);
    }

    private RateLimiter makeRateLimiter() {
        return new RateLimiter(store().operations(), clock);
    }
}
