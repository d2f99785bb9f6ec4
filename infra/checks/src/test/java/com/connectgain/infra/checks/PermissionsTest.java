package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.checks.Policies.Statement;
import com.connectgain.infra.checks.Template.Event;
import com.connectgain.infra.checks.Template.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Least privilege, and enough of it: the local cloud enforces no IAM, so a missing grant would show only on AWS. */
class PermissionsTest {

    private static final Template TEMPLATE = Template.load();

    /** The only actions that may name no resource, with the reason. */
    private static final Map<String, String> WITHOUT_RESOURCE = Map.of(
            "xray:PutTraceSegments", "X-Ray has no resource types",
            "xray:PutTelemetryRecords", "X-Ray has no resource types",
            "dynamodb:ListStreams", "an account's streams are listed all together");

    private static final Pattern NAMED_QUEUE = Pattern.compile("\"([A-Z_]+_QUEUE)\"");

    private static final Pattern INSIDE = Pattern.compile("\\$\\{(\\w+)\\.Arn}/(.*)");

    static List<Statement> statements() {
        return Policies.granted(TEMPLATE);
    }

    static List<Event> events() {
        return TEMPLATE.functions().stream()
                .flatMap(function -> function.events().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void actionsAreNamedOneByOne(Statement statement) {
        assertThat(statement.actions()).allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z]+"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void resourcesAreNamed(Statement statement) {
        for (Object resource : statement.resources()) {
            if (resource.equals("*")) {
                assertThat(WITHOUT_RESOURCE).containsKeys(statement.actions().toArray(String[]::new));
            } else if (Template.target(resource).isEmpty()) {
                String text = resource instanceof Map<?, ?> sub ? String.valueOf(sub.get("Fn::Sub")) : "" + resource;
                assertThat(!text.contains("*") || namesAContainer(text))
                        .as("wildcard %s of %s", text, statement.owner())
                        .isTrue();
            }
        }
    }

    /** Objects of a bucket and indexes of a table that has some are the only things without a name of their own. */
    private static boolean namesAContainer(String text) {
        Matcher inside = INSIDE.matcher(text);
        if (!inside.matches()) {
            return false;
        }
        Resource container = TEMPLATE.resource(inside.group(1));
        return switch (container.type()) {
            case "AWS::S3::Bucket" -> inside.group(2).matches("([a-z-]+/)*\\*");
            case "AWS::DynamoDB::Table" ->
                inside.group(2).equals("index/*")
                        && container.property("GlobalSecondaryIndexes").isPresent();
            default -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("events")
    void roleMayReadItsTrigger(Event event) {
        String role = role(event);
        Stream.of(event)
                .filter(queue -> queue.type().equals("SQS"))
                .flatMap(queue -> Template.target(queue.properties().get("Queue")).stream())
                .forEach(queue ->
                        assertMay(role, queue, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"));
        Template.at(event.properties(), "DestinationConfig.OnFailure.Destination")
                .flatMap(Template::target)
                .ifPresent(queue -> assertMay(role, queue, "sqs:SendMessage"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void schedulerMayInvokeWhatItTicks(Event event) {
        if (event.type().equals("ScheduleV2")) {
            String scheduler =
                    Template.target(event.properties().get("RoleArn")).orElse("none");
            assertMay(scheduler, event.function().id(), "lambda:InvokeFunction");
        }
    }

    static List<Use> queuesNamedByDomains() {
        return Repository.domains().stream()
                .flatMap(domain -> Repository.deployedSources().stream()
                        .filter(source -> source.startsWith(Repository.ROOT.resolve("functions/" + domain)))
                        .flatMap(source ->
                                NAMED_QUEUE.matcher(Repository.read(source)).results())
                        .map(name -> new Use(domain, name.group(1)))
                        .distinct())
                .toList();
    }

    /** A queue that a domain's own sources name, in upper snake case. */
    record Use(String domain, String queue) {

        String role() {
            return domain.substring(0, 1).toUpperCase(Locale.ROOT) + domain.substring(1) + "Role";
        }

        String resource() {
            return Arrays.stream(queue.split("_"))
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
        }
    }

    /** Operations only look at a queue; every other domain that names one sends to it. */
    @ParameterizedTest
    @MethodSource("queuesNamedByDomains")
    void roleMayReachTheQueuesItsCodeNames(Use use) {
        String action = use.domain().equals("ops") ? "sqs:GetQueueAttributes" : "sqs:SendMessage";
        assertMay(use.role(), use.resource(), action);
    }

    @Test
    void everyDomainWritesItsOwnLogGroupOnly() {
        assertThat(TEMPLATE.functions()).allSatisfy(function -> {
            String role = Template.target(function.merged().get("Role")).orElseThrow();
            String logs = Template.target(Template.at(function.merged(), "LoggingConfig.LogGroup")
                            .orElseThrow())
                    .orElseThrow();
            assertMay(role, logs, "logs:CreateLogStream", "logs:PutLogEvents");
            assertThat(Policies.ofRole(TEMPLATE, role).stream()
                            .filter(statement -> statement.actions().contains("logs:PutLogEvents"))
                            .flatMap(statement -> statement.resources().stream()))
                    .hasSize(1);
        });
    }

    @Test
    void rolesAreAssumedByOneServiceEach() {
        Set<Object> trusted = Set.of("lambda.amazonaws.com", "scheduler.amazonaws.com");
        assertThat(TEMPLATE.resources("AWS::IAM::Role")).allSatisfy(role -> {
            List<?> trust = Template.list(
                    role.property("AssumeRolePolicyDocument.Statement").orElse(List.of()));
            assertThat(trust).hasSize(1);
            assertThat(Template.at(Template.map(trust.getFirst()), "Principal.Service"))
                    .hasValueSatisfying(service -> assertThat(service).isIn(trusted));
        });
    }

    private static String role(Event event) {
        return Template.target(event.function().merged().get("Role")).orElseThrow();
    }

    private static void assertMay(String role, String resource, String... actions) {
        assertThat(actions)
                .as("actions of %s on %s", role, resource)
                .allMatch(action -> Policies.ofRole(TEMPLATE, role).stream()
                        .anyMatch(statement -> statement.covers(action, resource)));
    }
}
