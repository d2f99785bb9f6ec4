package com.connectgain.infra.local.template;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads CloudFormation YAML; the short forms ({@code !Ref}, {@code !Sub}) become their long forms. */
final class TemplateYaml {

    private static final int MAX_ALIASES = 1000;
    private static final int MAX_CODE_POINTS = 10_000_000;

    private TemplateYaml() {}

    static ObjectNode read(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(MAX_CODE_POINTS);
        try (Reader reader = Files.newBufferedReader(file)) {
            Object document = new Yaml(new Constructor(options)).load(reader);
            if (tree(document) instanceof ObjectNode object) {
                return object;
            }
            throw new TemplateException(file + " is not a mapping");
        } catch (org.yaml.snakeyaml.error.YAMLException malformed) {
            throw new TemplateException(file + " is not valid YAML: " + malformed.getMessage());
        }
    }

    /** SnakeYAML reads {@code 2012-10-17} as a date; a template means the text. Keys may be numbers in YAML. */
    private static JsonNode tree(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = Json.object();
                map.forEach((key, item) -> object.set(String.valueOf(key), tree(item)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(item -> array.add(tree(item)));
                yield array;
            }
            case Date date -> Json.nodes().textNode(date.toInstant().toString().substring(0, "2012-10-17".length()));
            case Boolean flag -> Json.nodes().booleanNode(flag);
            case Number number -> Json.read(number.toString());
            case null -> Json.nodes().textNode("");
            default -> Json.nodes().textNode(value.toString());
        };
    }

    private static final class Constructor extends SafeConstructor {

        Constructor(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new ShortForm());
        }

        private final class ShortForm extends AbstractConstruct {

            @Override
            public Object construct(Node node) {
                String name = node.getTag().getValue().substring(1);
                Object argument = switch (node) {
                    case ScalarNode scalar -> scalar.getValue();
                    case SequenceNode sequence -> constructSequence(sequence);
                    case MappingNode mapping -> constructMapping(mapping);
                    default -> throw new TemplateException("Unexpected YAML node at " + node.getStartMark());
                };
                if (name.equals("GetAtt") && argument instanceof String path) {
                    argument = List.of(path.split("\\.", 2));
                }
                boolean bare = name.equals("Ref") || name.equals("Condition");
                return Map.of(bare ? name : "Fn::" + name, argument);
            }
        }
    }
}
