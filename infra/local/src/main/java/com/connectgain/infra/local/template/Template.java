package com.connectgain.infra.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything the template declares that runs locally; alarms, roles, outputs and the like have no local meaning.
 *
 * @param environment what every function has in its environment
 */
public record Template(
        List<Table> tables,
        List<Queue> queues,
        List<Bucket> buckets,
        List<FunctionSpec> functions,
        Cors cors,
        Map<String, String> environment) {

    /** A table; {@code properties} are those of {@code AWS::DynamoDB::Table}, resolved. */
    public record Table(String name, JsonNode properties) {}

    /** A queue with the attributes to create it with. */
    public record Queue(
            String logicalId, String name, String url, Map<String, String> attributes, boolean deadLetters) {}

    public record Bucket(String name) {}

    /** Cross-origin rules of the HTTP API; none when no origin is allowed. */
    public record Cors(
            List<String> origins,
            List<String> methods,
            List<String> headers,
            List<String> exposed,
            boolean credentials,
            int maxAgeSeconds) {

        public static final Cors NONE = new Cors(List.of(), List.of(), List.of(), List.of(), false, 0);
    }

    /** A template whose text is read; resolving it needs to know where the emulators listen. */
    public static final class Source {

        private final ObjectNode document;

        private Source(ObjectNode document) {
            this.document = document;
        }

        public Template resolve(Site site) {
            return new TemplateReader(document, site).read();
        }
    }

    public static Source read(Path file) throws IOException {
        return new Source(TemplateYaml.read(file));
    }
}
