package com.connectgain.infra.local;

import com.connectgain.infra.local.sandbox.Providers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a local cloud.
 *
 * @param port where the gateway listens; 0 takes a free one
 * @param data where state is kept; empty keeps nothing
 * @param catalog further tables, served to the service role
 * @param parameters values that win over the template's defaults
 */
public record Options(
        Path template,
        int port,
        Optional<Path> data,
        Map<String, String> parameters,
        Providers providers,
        Seed seed,
        Optional<Path> catalog) {

    /** In memory on a free port, with nothing seeded: what tests start from. */
    public static Options inMemory(Path template) {
        return new Options(
                template, 0, Optional.empty(), Map.of(), Providers.standard(), Seed.NOTHING, Optional.empty());
    }

    public Options onPort(int newPort) {
        return new Options(template, newPort, data, parameters, providers, seed, catalog);
    }

    public Options keeping(Path folder) {
        return new Options(template, port, Optional.of(folder), parameters, providers, seed, catalog);
    }

    public Options withCatalog(Path file) {
        return new Options(template, port, data, parameters, providers, seed, Optional.of(file));
    }

    public Options seededBy(Seed newSeed) {
        return new Options(template, port, data, parameters, providers, newSeed, catalog);
    }
}
