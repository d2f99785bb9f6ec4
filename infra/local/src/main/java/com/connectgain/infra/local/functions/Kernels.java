package com.connectgain.infra.local.functions;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one place that makes kernels: the product's own composition root over local settings and the movable clock. */
public final class Kernels {

    private final Map<String, String> local;
    private final Clock clock;

    /** {@code local} settings win over what the template sets, because a template cannot know this machine. */
    public Kernels(Map<String, String> local, Clock clock) {
        this.local = Map.copyOf(local);
        this.clock = clock;
    }

    /** The kernel of one function with that function's environment. */
    public Kernel of(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>(environment);
        settings.putAll(local);
        return new Kernel(new Settings(Map.copyOf(settings)), clock);
    }
}
