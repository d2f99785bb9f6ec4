package com.connectgain.functions.ops;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How the system was at one moment. */
record Health(List<Service> services, Instant checkedAt) {

    enum Status {
        HEALTHY,
        DEGRADED,
        DOWN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One dependency.
     *
     * @param essential whether nothing works without it
     */
    record Service(String name, Status status, long latencyMillis, boolean essential) {}

    /** Down when something essential is, degraded when anything else is not well. */
    Status status() {
        if (services.stream().anyMatch(service -> service.essential() && service.status() == Status.DOWN)) {
            return Status.DOWN;
        }
        boolean well = services.stream().allMatch(service -> service.status() == Status.HEALTHY);
        return well ? Status.HEALTHY : Status.DEGRADED;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("status", status().text());
        ArrayNode list = json.putArray("services");
        for (Service service : services) {
            list.addObject()
                    .put("name", service.name())
                    .put("status", service.status().text())
                    .put("latency_ms", service.latencyMillis());
        }
        return json.put("timestamp", checkedAt.toString()).put("checked_at", checkedAt.toString());
    }
}
