package com.connectgain.infra.local.gateway;

import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Trigger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which function serves a path; the most specific route wins, as in API Gateway. */
public final class RouteTable {

    /** A route that matched, with its path parameters decoded. */
    record Match(LambdaFunction function, String routeKey, Map<String, String> parameters) {}

    private record Entry(LambdaFunction function, String method, List<String> segments, String routeKey) {

        boolean takes(String wanted) {
            return method.equals("ANY") || method.equals(wanted);
        }

        boolean isDefault() {
            return routeKey.equals("$default");
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    public RouteTable(List<LambdaFunction> functions) {
        for (LambdaFunction function : functions) {
            function.spec().triggers(Trigger.Route.class).forEach(route -> entries.add(entry(function, route)));
        }
        entries.sort(Comparator.comparing(Entry::isDefault)
                .thenComparing(Entry::segments, RouteTable::bySpecificity)
                .thenComparing(entry -> entry.method().equals("ANY")));
    }

    private static Entry entry(LambdaFunction function, Trigger.Route route) {
        String key = route.path().equals("$default") ? "$default" : route.method() + " " + route.path();
        return new Entry(function, route.method(), segments(route.path()), key);
    }

    private static int bySpecificity(List<String> first, List<String> second) {
        for (int index = 0; index < Math.min(first.size(), second.size()); index++) {
            int order = Integer.compare(vagueness(first.get(index)), vagueness(second.get(index)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(second.size(), first.size());
    }

    private static int vagueness(String segment) {
        if (!segment.startsWith("{")) {
            return 0;
        }
        return segment.endsWith("+}") ? 2 : 1;
    }

    Optional<Match> find(String method, String rawPath) {
        List<String> path = segments(rawPath);
        for (Entry entry : entries) {
            if (entry.takes(method)) {
                Optional<Map<String, String>> parameters =
                        entry.isDefault() ? Optional.of(Map.of()) : match(entry.segments(), path);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(entry.function(), entry.routeKey(), parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The parameters of a path that a route serves. */
    public static Optional<Map<String, String>> parameters(Trigger.Route route, String rawPath) {
        return match(segments(route.path()), segments(rawPath));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int index = 0; index < pattern.size(); index++) {
            String expected = pattern.get(index);
            if (index >= path.size()) {
                return Optional.empty();
            }
            if (expected.startsWith("{") && expected.endsWith("+}")) {
                String rest = String.join("/", path.subList(index, path.size()));
                if (rest.isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(expected.substring(1, expected.length() - 2), decode(rest));
                return Optional.of(parameters);
            }
            if (expected.startsWith("{")) {
                if (path.get(index).isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(expected.substring(1, expected.length() - 1), decode(path.get(index)));
            } else if (!expected.equals(decode(path.get(index)))) {
                return Optional.empty();
            }
        }
        return pattern.size() == path.size() ? Optional.of(parameters) : Optional.empty();
    }

    /** Percent signs only: a plus is a plus in a path. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
