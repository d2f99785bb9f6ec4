package com.connectgain.infra.local.template;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates CloudFormation's intrinsic functions and conditions against one template. */
final class Intrinsics {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");
    private static final String NO_VALUE = "AWS::NoValue";

    private final ObjectNode template;
    private final Site site;
    private final PhysicalNames names;

    Intrinsics(ObjectNode template, Site site) {
        this.template = template;
        this.site = site;
        this.names = new PhysicalNames(template, site, this);
    }

    PhysicalNames names() {
        return names;
    }

    /** The tree with every function evaluated; entries of value {@code AWS::NoValue} are gone. */
    JsonNode resolve(JsonNode node) {
        return switch (node) {
            case ObjectNode object
            when isFunction(object) -> {
                Map.Entry<String, JsonNode> call =
                        object.properties().iterator().next();
                yield apply(call.getKey(), call.getValue());
            }
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties().forEach(entry -> {
                    JsonNode value = resolve(entry.getValue());
                    if (!value.isMissingNode()) {
                        copy.set(entry.getKey(), value);
                    }
                });
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(item -> {
                    JsonNode value = resolve(item);
                    if (!value.isMissingNode()) {
                        copy.add(value);
                    }
                });
                yield copy;
            }
            default -> node;
        };
    }

    boolean condition(String name) {
        JsonNode definition = template.path("Conditions").path(name);
        if (definition.isMissingNode()) {
            throw new TemplateException("Condition " + name + " is not defined");
        }
        return truth(definition);
    }

    private static boolean isFunction(ObjectNode object) {
        if (object.size() != 1) {
            return false;
        }
        String key = object.fieldNames().next();
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    private JsonNode apply(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> reference(argument.asText());
            case "Fn::GetAtt" -> {
                List<String> path = strings(argument);
                yield text(names.attribute(path.getFirst(), path.getLast()));
            }
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" -> {
                JsonNode parts = resolve(argument.path(1));
                yield text(String.join(argument.path(0).asText(), strings(parts)));
            }
            case "Fn::Select" ->
                resolve(argument.path(1)).path(resolve(argument.path(0)).asInt());
            case "Fn::Split" -> {
                ArrayNode parts = Json.array();
                String source = resolve(argument.path(1)).asText();
                for (String part : source.split(Pattern.quote(argument.path(0).asText()), -1)) {
                    parts.add(part);
                }
                yield parts;
            }
            case "Fn::If" -> resolve(argument.path(condition(argument.path(0).asText()) ? 1 : 2));
            case "Fn::FindInMap" -> {
                JsonNode found = template.path("Mappings");
                for (JsonNode step : argument) {
                    found = found.path(resolve(step).asText());
                }
                yield resolve(found);
            }
            case "Fn::Base64" ->
                text(Base64.getEncoder()
                        .encodeToString(resolve(argument).asText().getBytes(StandardCharsets.UTF_8)));
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" ->
                Json.nodes().booleanNode(truth(Json.object().set(function, argument)));
            case "Fn::GetAZs" -> Json.array().add(Site.REGION + "a").add(Site.REGION + "b");
            default -> throw new TemplateException("The local cloud does not know " + function);
        };
    }

    private JsonNode reference(String name) {
        return switch (name) {
            case NO_VALUE -> Json.nodes().missingNode();
            case "AWS::Region" -> text(Site.REGION);
            case "AWS::AccountId" -> text(Site.ACCOUNT);
            case "AWS::StackName" -> text(Site.STACK);
            case "AWS::StackId" ->
                text("arn:aws:cloudformation:" + Site.REGION + ":" + Site.ACCOUNT + ":stack/" + Site.STACK);
            case "AWS::Partition" -> text("aws");
            case "AWS::URLSuffix" -> text("amazonaws.com");
            default -> template.path("Parameters").has(name) ? parameter(name) : text(names.reference(name));
        };
    }

    private JsonNode parameter(String name) {
        JsonNode declared = template.path("Parameters").path(name);
        String chosen = site.parameters().get(name);
        String value = chosen == null ? declared.path("Default").asText("") : chosen;
        if (declared.path("Type").asText().startsWith("List<")
                || declared.path("Type").asText().equals("CommaDelimitedList")) {
            ArrayNode list = Json.array();
            for (String item : value.split(",")) {
                list.add(item.strip());
            }
            return list;
        }
        return text(value);
    }

    private JsonNode substitute(JsonNode argument) {
        String pattern = argument.isArray() ? argument.path(0).asText() : argument.asText();
        JsonNode own = argument.isArray() ? argument.path(1) : Json.object();
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = matcher.group(1).isEmpty()
                    ? placeholder(matcher.group(2).strip(), own)
                    : "${" + matcher.group(2) + "}";
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return text(matcher.appendTail(result).toString());
    }

    private String placeholder(String name, JsonNode own) {
        if (own.has(name)) {
            return resolve(own.path(name)).asText();
        }
        int dot = name.indexOf('.');
        return dot < 0 ? reference(name).asText() : names.attribute(name.substring(0, dot), name.substring(dot + 1));
    }

    private boolean truth(JsonNode node) {
        if (node.has("Condition")) {
            return condition(node.path("Condition").asText());
        }
        if (node.has("Fn::Equals")) {
            JsonNode sides = node.path("Fn::Equals");
            return resolve(sides.path(0)).asText().equals(resolve(sides.path(1)).asText());
        }
        if (node.has("Fn::Not")) {
            return !truth(node.path("Fn::Not").path(0));
        }
        if (node.has("Fn::And")) {
            return node.path("Fn::And").valueStream().allMatch(this::truth);
        }
        if (node.has("Fn::Or")) {
            return node.path("Fn::Or").valueStream().anyMatch(this::truth);
        }
        return resolve(node).asBoolean();
    }

    private static List<String> strings(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(item -> all.add(item.asText()));
        return all;
    }

    private static TextNode text(String value) {
        return Json.nodes().textNode(value);
    }
}
