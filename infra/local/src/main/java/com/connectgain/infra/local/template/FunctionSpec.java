package com.connectgain.infra.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One Lambda function as the template declares it, globals merged in. */
public record FunctionSpec(
        String logicalId,
        String name,
        String handler,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment,
        List<Trigger> triggers) {

    public String className() {
        int method = handler.indexOf("::");
        return method < 0 ? handler : handler.substring(0, method);
    }

    public <T extends Trigger> Stream<T> triggers(Class<T> kind) {
        return triggers.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Whether people and control calls may mean this function by that name. */
    public boolean isCalled(String text) {
        return text.equals(logicalId) || text.equals(name) || name.equals(Site.STACK + "-" + text);
    }
}
