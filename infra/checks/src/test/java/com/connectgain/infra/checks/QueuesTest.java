package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.checks.Template.Event;
import com.connectgain.infra.checks.Template.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At-least-once delivery as the template wires it: nothing is lost silently, nothing blocks its neighbours. */
class QueuesTest {

    private static final Template TEMPLATE = Template.load();

    static List<Resource> workQueues() {
        Set<String> dead = deadLetterIds();
        return TEMPLATE.resources(Template.QUEUE)
                .filter(queue -> !dead.contains(queue.id()))
                .toList();
    }

    static List<Resource> deadLetterQueues() {
        return deadLetterIds().stream().map(TEMPLATE::resource).toList();
    }

    static List<Event> pollers() {
        return TEMPLATE.events("SQS", "DynamoDB", "Kinesis").toList();
    }

    private static Set<String> deadLetterIds() {
        Stream<Object> redrives = TEMPLATE.resources(Template.QUEUE)
                .flatMap(queue -> queue.property("RedrivePolicy.deadLetterTargetArn").stream());
        Stream<Object> destinations = TEMPLATE.functions().stream()
                .flatMap(function -> function.events().stream())
                .flatMap(event -> Stream.of("DestinationConfig.OnFailure.Destination", "DeadLetterConfig.Arn")
                        .flatMap(path -> Template.at(event.properties(), path).stream()));
        return Stream.concat(redrives, destinations)
                .flatMap(arn -> Template.target(arn).stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("workQueues")
    void queueHasDeadLettersAndOneConsumer(Resource queue) {
        assertThat(queue.property("RedrivePolicy.deadLetterTargetArn").flatMap(Template::target))
                .as("%s has a RedrivePolicy to a dead-letter queue", queue.id())
                .isPresent();
        assertThat(queue.number("RedrivePolicy.maxReceiveCount", 0))
                .as("maxReceiveCount")
                .isBetween(2, 20);
        assertThat(consumersOf(queue)).as("consumers of %s", queue.id()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("workQueues")
    void visibilityOutlivesSixConsumerTimeouts(Resource queue) {
        consumersOf(queue)
                .forEach(consumer -> assertThat(queue.number("VisibilityTimeout", 30))
                        .as("visibility of %s, six times the timeout of %s", queue.id(), consumer.function())
                        .isGreaterThanOrEqualTo(6 * consumer.function().timeout()));
    }

    @ParameterizedTest
    @MethodSource("workQueues")
    void everyFunctionIsToldTheQueuesUrl(Resource queue) {
        String variable = queue.id().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_URL";
        assertThat(TEMPLATE.functions())
                .allSatisfy(function ->
                        assertThat(function.variables()).containsEntry(variable, Map.of("Ref", queue.id())));
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void consumerReportsPartialBatchFailures(Event event) {
        assertThat(event.properties().get("FunctionResponseTypes"))
                .as("FunctionResponseTypes of %s", event.function())
                .isEqualTo(List.of("ReportBatchItemFailures"));
    }

    /** A stream blocks on a bad record for a day, then loses it, unless told otherwise. */
    @Test
    void streamConsumerGivesUpIntoADeadLetterQueue() {
        assertThat(TEMPLATE.events("DynamoDB", "Kinesis")).allSatisfy(event -> {
            assertThat(Template.at(event.properties(), "DestinationConfig.OnFailure.Destination")
                            .flatMap(Template::target))
                    .as("failure destination of %s", event.function())
                    .isPresent();
            assertThat(event.properties()).containsKeys("MaximumRetryAttempts", "BisectBatchOnFunctionError");
            assertThat(TEMPLATE.resources("AWS::CloudWatch::Alarm"))
                    .as("an IteratorAge alarm of %s", event.function())
                    .anyMatch(alarm -> alarm.text("MetricName").equals("IteratorAge")
                            && watches(alarm, event.function().id()));
        });
    }

    @ParameterizedTest
    @MethodSource("deadLetterQueues")
    void deadLettersAreKeptTwoWeeksAndWatched(Resource queue) {
        assertThat(queue.number("MessageRetentionPeriod", 0))
                .as("retention of %s in seconds", queue.id())
                .isEqualTo(14 * 24 * 3600);
        assertThat(queue.property("RedrivePolicy"))
                .as("%s is the end of the line", queue.id())
                .isEmpty();
        assertThat(TEMPLATE.resources("AWS::CloudWatch::Alarm"))
                .as("an alarm on the depth of %s", queue.id())
                .anyMatch(alarm -> alarm.text("MetricName").equals("ApproximateNumberOfMessagesVisible")
                        && watches(alarm, queue.id()));
    }

    @Test
    void everyQueueIsEncrypted() {
        assertThat(TEMPLATE.resources(Template.QUEUE))
                .allMatch(queue -> queue.text("SqsManagedSseEnabled").equals("true")
                        || queue.property("KmsMasterKeyId").isPresent());
    }

    private static List<Event> consumersOf(Resource queue) {
        return TEMPLATE.events("SQS")
                .filter(event -> Template.target(event.properties().get("Queue"))
                        .filter(queue.id()::equals)
                        .isPresent())
                .toList();
    }

    private static boolean watches(Resource alarm, String id) {
        return Template.list(alarm.property("Dimensions").orElse(List.of())).stream()
                .flatMap(dimension -> Template.target(Template.map(dimension).get("Value")).stream())
                .anyMatch(id::equals);
    }
}
