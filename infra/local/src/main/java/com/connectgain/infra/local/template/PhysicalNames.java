package com.connectgain.infra.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What {@code !Ref} and {@code !GetAtt} of a resource give: its name here, and ARNs of the shape that AWS uses. */
final class PhysicalNames {

    private final ObjectNode template;
    private final Site site;
    private final Intrinsics intrinsics;

    PhysicalNames(ObjectNode template, Site site, Intrinsics intrinsics) {
        this.template = template;
        this.site = site;
        this.intrinsics = intrinsics;
    }

    String reference(String logicalId) {
        return switch (type(logicalId)) {
            case "AWS::SQS::Queue" -> site.queueUrl(name(logicalId));
            case "AWS::SNS::Topic", "AWS::SecretsManager::Secret" -> attribute(logicalId, "Arn");
            default -> name(logicalId);
        };
    }

    String name(String logicalId) {
        return switch (type(logicalId)) {
            case "AWS::DynamoDB::Table" -> given(logicalId, "TableName", Site.STACK + "-" + logicalId);
            case "AWS::SQS::Queue" -> {
                String suffix = properties(logicalId).path("FifoQueue").asBoolean() ? ".fifo" : "";
                yield given(logicalId, "QueueName", Site.STACK + "-" + logicalId + suffix);
            }
            case "AWS::S3::Bucket" ->
                given(logicalId, "BucketName", (Site.STACK + "-" + logicalId).toLowerCase(Locale.ROOT));
            case "AWS::Serverless::Function" -> given(logicalId, "FunctionName", logicalId);
            default -> logicalId;
        };
    }

    String attribute(String logicalId, String attribute) {
        String name = name(logicalId);
        return switch (attribute) {
            case "QueueName" -> name;
            case "QueueUrl" -> site.queueUrl(name);
            case "StreamArn" -> arn(logicalId) + "/stream/local";
            case "DomainName", "RegionalDomainName" -> name + ".s3." + Site.REGION + ".amazonaws.com";
            case "ApiEndpoint" -> site.publicUrl();
            default -> arn(logicalId);
        };
    }

    /** The logical id of the resource whose ARN, URL or name this is. */
    String logicalIdOf(String type, String referenceOrArn) {
        for (var resource : template.path("Resources").properties()) {
            if (resource.getValue().path("Type").asText().equals(type)) {
                String id = resource.getKey();
                if (referenceOrArn.equals(arn(id))
                        || referenceOrArn.equals(reference(id))
                        || referenceOrArn.equals(name(id))
                        || referenceOrArn.equals(attribute(id, "StreamArn"))) {
                    return id;
                }
            }
        }
        throw new TemplateException("No " + type + " in the template is " + referenceOrArn);
    }

    private String arn(String logicalId) {
        String name = name(logicalId);
        String regional = ":" + Site.REGION + ":" + Site.ACCOUNT + ":";
        return switch (type(logicalId)) {
            case "AWS::DynamoDB::Table" -> "arn:aws:dynamodb" + regional + "table/" + name;
            case "AWS::SQS::Queue" -> "arn:aws:sqs" + regional + name;
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
            case "AWS::Serverless::Function" -> "arn:aws:lambda" + regional + "function:" + name;
            case "AWS::SNS::Topic" -> "arn:aws:sns" + regional + name;
            case "AWS::SecretsManager::Secret" -> "arn:aws:secretsmanager" + regional + "secret:" + name;
            case "AWS::IAM::Role" -> "arn:aws:iam::" + Site.ACCOUNT + ":role/" + name;
            default -> "arn:aws:local" + regional + name;
        };
    }

    private String given(String logicalId, String property, String otherwise) {
        JsonNode value = intrinsics.resolve(properties(logicalId).path(property));
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : otherwise;
    }

    private JsonNode properties(String logicalId) {
        return template.path("Resources").path(logicalId).path("Properties");
    }

    private String type(String logicalId) {
        JsonNode resource = template.path("Resources").path(logicalId);
        // SAM creates these itself: roles, stages and aliases of what the template declares.
        return resource.isMissingNode() ? "generated" : resource.path("Type").asText();
    }
}
