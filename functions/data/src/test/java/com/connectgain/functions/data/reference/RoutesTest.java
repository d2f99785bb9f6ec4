package com.connectgain.functions.data.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

/** What is deployed is described, and what is described is deployed. */
class RoutesTest {

    private static final Path TEMPLATE = Path.of(System.getProperty("project.root"), "template.yaml");

    private static List<Route> routes = List.of();

    /** One route of the gateway and the function behind it, by its documented name. */
    record Route(String function, String path) {

        boolean leadsTo(String described) {
            String pattern = path.replaceAll("/+$", "")
                    .replaceAll("\\{\\w+\\+}", "\0\1")
                    .replaceAll("\\{\\w+}", "[^/]+")
                    .replace("\0\1", ".+");
            return described.replaceAll("/+$", "").matches(pattern);
        }
    }

    @BeforeAll
    static void readTemplate() throws IOException {
        Map<?, ?> template = new Yaml(new Intrinsics()).load(Files.readString(TEMPLATE));
        List<Route> found = new ArrayList<>();
        map(template.get("Resources"))
                .forEach((id, resource) -> map(map(map(resource).get("Properties"))
                                .get("Events"))
                        .values()
                        .forEach(event -> {
                            if ("HttpApi".equals(map(event).get("Type"))) {
                                Object path = map(map(event).get("Properties")).get("Path");
                                found.add(new Route(kebab(id.toString()), path.toString()));
                            }
                        }));
        routes = List.copyOf(found);
    }

    /** A route that lacks the last step of a described one is there to say so. */
    @Test
    void everyRouteIsDescribed() {
        Set<String> described = Documents.OPEN_API
                .path("paths")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(routes)
                .isNotEmpty()
                .allSatisfy(route -> assertThat(described)
                        .as("description.json has no operation for route %s of %s", route.path(), route.function())
                        .anyMatch(path -> route.leadsTo(path)
                                || path.startsWith(route.path().replaceAll("/+$", "") + "/{")));
    }

    @Test
    void everyDescribedOperationHasARouteOfItsFunction() {
        assertThat(Documents.DESCRIPTION.operations())
                .allSatisfy(operation -> assertThat(routes)
                        .as("template.yaml has no route of %s for %s", operation.function(), operation.path())
                        .anyMatch(route ->
                                route.function().equals(operation.function()) && route.leadsTo(operation.path())));
    }

    private static String kebab(String logicalId) {
        return logicalId.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** CloudFormation's short tags do not matter here. */
    private static final class Intrinsics extends SafeConstructor {

        Intrinsics() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return "";
                }
            });
        }
    }
}
