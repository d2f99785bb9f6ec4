package com.connectgain.infra.local.sources;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which items of a batch a function reported as failed. A report that makes no sense fails all of them, as in AWS. */
final class PartialFailures {

    private PartialFailures() {}

    static Set<String> of(byte[] answer, Collection<String> ids) {
        if (answer.length == 0) {
            return Set.of();
        }
        JsonNode failures;
        try {
            failures = Json.parse(answer).path("batchItemFailures");
        } catch (JsonProcessingException notJson) {
            return new HashSet<>(ids);
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText("");
            if (!ids.contains(id)) {
                return new HashSet<>(ids);
            }
            failed.add(id);
        }
        return failed;
    }
}
