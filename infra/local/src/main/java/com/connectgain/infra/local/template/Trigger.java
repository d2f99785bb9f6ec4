package com.connectgain.infra.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** What makes a function run. */
public sealed interface Trigger {

    /** A route of the HTTP API; method {@code ANY} takes every verb. */
    record Route(String method, String path) implements Trigger {}

    /** A queue; {@code concurrency} is how many batches are handled at once. */
    record Queue(
            String queueName,
            String queueUrl,
            String arn,
            int batchSize,
            Duration window,
            int concurrency,
            boolean partialFailures)
            implements Trigger {}

    /**
     * A table's stream.
     *
     * @param retries how often a failing batch is tried again; negative for as long as it takes
     * @param failureQueueUrl where an abandoned batch is reported, or empty
     * @param filters event patterns; a record passes when one of them matches, or when there are none
     */
    record Stream(
            String id,
            String tableName,
            boolean fromOldest,
            int batchSize,
            int retries,
            boolean bisect,
            boolean partialFailures,
            String failureQueueUrl,
            List<JsonNode> filters)
            implements Trigger {}

    /** Notifications of a bucket. */
    record Bucket(String bucketName, List<String> events, String prefix, String suffix) implements Trigger {

        public boolean takes(String event, String key) {
            return key.startsWith(prefix)
                    && key.endsWith(suffix)
                    && events.stream().anyMatch(wanted -> matches(wanted, event));
        }

        private static boolean matches(String wanted, String event) {
            String pattern = wanted.replaceFirst("^s3:", "");
            return pattern.endsWith("*")
                    ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                    : event.equals(pattern);
        }
    }

    /** A schedule in EventBridge's own notation; {@code input} replaces the event when it is not missing. */
    record Schedule(String name, String eventId, String expression, String zone, boolean enabled, JsonNode input)
            implements Trigger {}
}
