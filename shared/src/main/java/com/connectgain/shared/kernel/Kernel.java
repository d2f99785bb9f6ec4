package com.connectgain.shared.kernel;

import com.connectgain.shared.auth.Callers;
import com.connectgain.shared.auth.RateLimiter;
import com.connectgain.shared.log.Log;
import com.connectgain.shared.store.Operations;
import java.time.Clock;

/**
 * The one composition root: it alone reads the environment, builds clients and hands parts to the functions. Parts are
 * built at first use, so that a function pays for what it needs.
 */
public final class Kernel {

    private final Settings settings;
    private final Clock clock;

    public Kernel(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public static Kernel fromEnvironment() {
        return new Kernel(new Settings(System.getenv()), Clock.systemUTC());
    }

    public Settings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    public Log log() {
        return new Log();
    }

    public Callers callers() {
        return new Callers(settings);
    }

    public RateLimiter rateLimiter() {
        return new RateLimiter(new Operations(), clock);
    }

    public void prime() {}

    public void afterRestore() {}
}
