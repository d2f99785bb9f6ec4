package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** CloudFormation takes 500 resources, and SAM turns one function into up to four: the translated stack is counted. */
class StackSizeTest {

    private static final int CEILING = 450;
    private static final Template TEMPLATE = Template.load();

    @Test
    void translatedStackStaysBelowTheCeiling() {
        int resources =
                translatedTypes().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(resources).as("resources of the translated stack").isLessThan(CEILING);
    }

    @Test
    void ourCountIsTheTranslatorsCount() throws IOException, InterruptedException, URISyntaxException {
        if (!PythonTools.works("python3", "-c", "import samtranslator, boto3")) {
            PythonTools.skip("template.yaml was not translated, because Python's aws-sam-translator is not installed"
                    + " (pip install aws-sam-translator boto3)");
        }
        String script = Path.of(getClass().getResource("/translate.py").toURI()).toString();
        PythonTools.Result result = PythonTools.run(List.of("python3", script, "template.yaml"));
        assertThat(result.exit()).as(result.errors()).isZero();
        Map<String, Integer> translated = new TreeMap<>();
        JsonNode counts = Json.read(result.output());
        counts.properties()
                .forEach(
                        entry -> translated.put(entry.getKey(), entry.getValue().asInt()));
        assertThat(translatedTypes()).isEqualTo(translated);
    }

    private static Map<String, Integer> translatedTypes() {
        Map<String, Integer> types = new TreeMap<>();
        TEMPLATE.resources().forEach(resource -> {
            switch (resource.type()) {
                case Template.SERVERLESS_FUNCTION -> types.merge("AWS::Lambda::Function", 1, Integer::sum);
                case "AWS::Serverless::HttpApi" -> {
                    types.merge("AWS::ApiGatewayV2::Api", 1, Integer::sum);
                    types.merge("AWS::ApiGatewayV2::Stage", 1, Integer::sum);
                }
                default -> types.merge(resource.type(), 1, Integer::sum);
            }
        });
        TEMPLATE.functions().forEach(function -> {
            if (function.merged().containsKey("AutoPublishAlias")) {
                types.merge("AWS::Lambda::Version", 1, Integer::sum);
                types.merge("AWS::Lambda::Alias", 1, Integer::sum);
            }
            if (!function.merged().containsKey("Role")) {
                types.merge("AWS::IAM::Role", 1, Integer::sum);
            }
            function.events().forEach(event -> types.merge(resourceOf(event), 1, Integer::sum));
        });
        return types;
    }

    private static String resourceOf(Template.Event event) {
        return switch (event.type()) {
            case "HttpApi", "S3" -> "AWS::Lambda::Permission";
            case "SQS", "DynamoDB", "Kinesis" -> "AWS::Lambda::EventSourceMapping";
            case "ScheduleV2" -> "AWS::Scheduler::Schedule";
            default -> throw new AssertionError("Count the resources of a " + event.type() + " event here");
        };
    }
}
