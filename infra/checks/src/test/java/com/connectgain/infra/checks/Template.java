package com.connectgain.infra.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code template.yaml} as a tree, intrinsics in their long form: {@code !Ref X} is {@code {Ref: X}}. */
record Template(Map<String, Object> root) {

    static final String SERVERLESS_FUNCTION = "AWS::Serverless::Function";
    static final String QUEUE = "AWS::SQS::Queue";

    /** One resource: its logical id, type and properties. */
    record Resource(String id, String type, Map<String, Object> properties, Map<String, Object> all) {

        Optional<Object> property(String path) {
            return at(properties, path);
        }

        String text(String path) {
            return property(path).map(Object::toString).orElse("");
        }

        int number(String path, int otherwise) {
            return property(path).map(value -> ((Number) value).intValue()).orElse(otherwise);
        }
    }

    /** One event source of a function. */
    record Event(Function function, String name, String type, Map<String, Object> properties) {}

    /** One Lambda with the globals merged into it, as the SAM transform merges them. */
    record Function(Resource resource, Map<String, Object> merged) {

        String id() {
            return resource.id();
        }

        String handler() {
            return merged.get("Handler").toString();
        }

        String domain() {
            return handler().replaceAll("com\\.connectgain\\.functions\\.([^.]+)\\..*", "$1");
        }

        boolean snapStart() {
            return at(merged, "SnapStart.ApplyOn").isPresent();
        }

        int timeout() {
            return ((Number) merged.get("Timeout")).intValue();
        }

        Map<String, Object> variables() {
            return map(at(merged, "Environment.Variables").orElse(Map.of()));
        }

        List<Event> events() {
            return map(merged.getOrDefault("Events", Map.of())).entrySet().stream()
                    .map(entry -> new Event(
                            this,
                            entry.getKey(),
                            map(entry.getValue()).get("Type").toString(),
                            map(map(entry.getValue()).get("Properties"))))
                    .toList();
        }

        @Override
        public String toString() {
            return id();
        }
    }

    static Template load() {
        return parse(Repository.read(Repository.ROOT.resolve("template.yaml")));
    }

    static Template parse(String yaml) {
        return new Template(map(new Yaml(new Intrinsics()).load(yaml)));
    }

    Stream<Resource> resources() {
        return map(root.get("Resources")).entrySet().stream().map(entry -> {
            Map<String, Object> all = map(entry.getValue());
            return new Resource(
                    entry.getKey(), all.get("Type").toString(), map(all.getOrDefault("Properties", Map.of())), all);
        });
    }

    Stream<Resource> resources(String type) {
        return resources().filter(resource -> resource.type().equals(type));
    }

    Resource resource(String id) {
        return resources()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("template.yaml has no resource " + id));
    }

    List<Function> functions() {
        Map<String, Object> globals = map(at(root, "Globals.Function").orElse(Map.of()));
        return resources(SERVERLESS_FUNCTION)
                .map(resource -> new Function(resource, merge(globals, resource.properties())))
                .toList();
    }

    Stream<Event> events(String... types) {
        List<String> wanted = List.of(types);
        return functions().stream()
                .flatMap(function -> function.events().stream())
                .filter(event -> wanted.contains(event.type()));
    }

    /** What {@code Ref} or {@code Fn::GetAtt} points to; empty for anything else. */
    static Optional<String> target(Object value) {
        if (!(value instanceof Map<?, ?> intrinsic)) {
            return Optional.empty();
        }
        return Optional.ofNullable(intrinsic.get("Ref"))
                .or(() -> Optional.ofNullable(intrinsic.get("Fn::GetAtt")))
                .map(name -> name.toString().split("\\.")[0]);
    }

    /** The value at a dotted path. */
    static Optional<Object> at(Map<String, Object> tree, String path) {
        Object node = tree;
        for (String step : path.split("\\.")) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return Optional.ofNullable(node);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of(node);
    }

    private static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(base);
        over.forEach((key, value) -> merged.merge(
                key,
                value,
                (old, fresh) -> old instanceof Map && fresh instanceof Map ? merge(map(old), map(fresh)) : fresh));
        return merged;
    }

    private static final class Intrinsics extends SafeConstructor {

        Intrinsics() {
            super(strict());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String name = node.getTag().getValue().substring(1);
                    String key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
                    return Map.of(key, value(node));
                }
            });
        }

        private Object value(Node node) {
            return switch (node) {
                case ScalarNode scalar -> constructScalar(scalar);
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("Unexpected node " + node);
            };
        }

        private static LoaderOptions strict() {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return options;
        }
    }
}
