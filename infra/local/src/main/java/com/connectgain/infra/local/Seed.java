package com.connectgain.infra.local;

import com.connectgain.shared.kernel.Kernel;
import java.util.Optional;

/** Plants the demo organization into an empty cloud. Runs again after a crash in its midst, so it must be repeatable. */
public interface Seed {

    Seed NOTHING = kernel -> Optional.empty();

    /** What a developer needs to use the planted organization. */
    record Demo(String apiKey, String organizationId, String ownerEmail, String ownerPassword) {}

    Optional<Demo> plant(Kernel kernel);
}
