package com.connectgain.infra.checks;

import com.connectgain.infra.checks.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The IAM statements of the template, by the role or managed policy that carries them. */
final class Policies {

    /** One statement; {@code resources} are ARNs as written: intrinsics or text. */
    record Statement(String owner, String effect, List<String> actions, List<?> resources) {

        boolean covers(String action, String resourceId) {
            return effect.equals("Allow")
                    && actions.contains(action)
                    && resources.stream()
                            .flatMap(arn -> Template.target(arn).stream())
                            .anyMatch(resourceId::equals);
        }
    }

    private Policies() {}

    /** Statements that grant a principal of ours something. */
    static List<Statement> granted(Template template) {
        return template.resources().flatMap(Policies::of).toList();
    }

    /** What a role may do, with the managed policies it carries. */
    static List<Statement> ofRole(Template template, String roleId) {
        Resource role = template.resource(roleId);
        Stream<Statement> managed = Template.list(
                        role.property("ManagedPolicyArns").orElse(List.of()))
                .stream()
                .flatMap(arn -> Template.target(arn).stream())
                .flatMap(id -> of(template.resource(id)));
        return Stream.concat(of(role), managed).toList();
    }

    private static Stream<Statement> of(Resource resource) {
        return switch (resource.type()) {
            case "AWS::IAM::Role" ->
                Template.list(resource.property("Policies").orElse(List.of())).stream()
                        .flatMap(policy -> statements(resource, Template.map(policy)));
            case "AWS::IAM::ManagedPolicy" -> statements(resource, resource.properties());
            default -> Stream.empty();
        };
    }

    private static Stream<Statement> statements(Resource owner, Map<String, Object> policy) {
        return Template.list(Template.map(policy.get("PolicyDocument")).get("Statement")).stream()
                .map(Template::map)
                .map(statement -> new Statement(
                        owner.id(),
                        statement.get("Effect").toString(),
                        Template.list(statement.get("Action")).stream()
                                .map(Object::toString)
                                .toList(),
                        Template.list(statement.get("Resource"))));
    }
}
