package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.template.Template;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Creates a table, or adds the indexes that a kept one lacks. Tags, backups and encryption, which DynamoDB Local does
 * not know, are left out.
 */
public final class TableProvisioning {

    private final DynamoDbClient dynamo;

    public TableProvisioning(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    public void provide(Template.Table table) {
        try {
            dynamo.createTable(request(table));
        } catch (ResourceInUseException kept) {
            addMissingIndexes(table);
        }
        JsonNode ttl = table.properties().path("TimeToLiveSpecification");
        if (ttl.path("Enabled").asBoolean() && !ttlIsOn(table.name())) {
            dynamo.updateTimeToLive(update -> update.tableName(table.name())
                    .timeToLiveSpecification(specification -> specification
                            .attributeName(ttl.path("AttributeName").asText())
                            .enabled(true)));
        }
    }

    private static CreateTableRequest request(Template.Table table) {
        JsonNode properties = table.properties();
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(properties))
                .keySchema(keys(properties));
        List<GlobalSecondaryIndex> global = globalIndexes(properties);
        if (!global.isEmpty()) {
            request.globalSecondaryIndexes(global);
        }
        List<LocalSecondaryIndex> local = new ArrayList<>();
        properties
                .path("LocalSecondaryIndexes")
                .forEach(index -> local.add(LocalSecondaryIndex.builder()
                        .indexName(index.path("IndexName").asText())
                        .keySchema(keys(index))
                        .projection(projection(index))
                        .build()));
        if (!local.isEmpty()) {
            request.localSecondaryIndexes(local);
        }
        JsonNode stream = properties.path("StreamSpecification");
        if (stream.isObject()) {
            request.streamSpecification(specification -> specification
                    .streamEnabled(true)
                    .streamViewType(stream.path("StreamViewType").asText()));
        }
        return request.build();
    }

    private void addMissingIndexes(Template.Table table) {
        TableDescription kept = dynamo.describeTable(describe -> describe.tableName(table.name()))
                .table();
        Set<String> present = new HashSet<>();
        kept.globalSecondaryIndexes().forEach(index -> present.add(index.indexName()));
        for (GlobalSecondaryIndex index : globalIndexes(table.properties())) {
            if (!present.contains(index.indexName())) {
                List<GlobalSecondaryIndexUpdate> addition = List.of(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection()))
                        .build());
                dynamo.updateTable(update -> update.tableName(table.name())
                        .attributeDefinitions(attributes(table.properties()))
                        .globalSecondaryIndexUpdates(addition));
            }
        }
    }

    private boolean ttlIsOn(String table) {
        String status = dynamo.describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatusAsString();
        return "ENABLED".equals(status) || "ENABLING".equals(status);
    }

    private static List<GlobalSecondaryIndex> globalIndexes(JsonNode properties) {
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        properties
                .path("GlobalSecondaryIndexes")
                .forEach(index -> indexes.add(GlobalSecondaryIndex.builder()
                        .indexName(index.path("IndexName").asText())
                        .keySchema(keys(index))
                        .projection(projection(index))
                        .build()));
        return indexes;
    }

    private static List<AttributeDefinition> attributes(JsonNode properties) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        properties
                .path("AttributeDefinitions")
                .forEach(attribute -> attributes.add(AttributeDefinition.builder()
                        .attributeName(attribute.path("AttributeName").asText())
                        .attributeType(attribute.path("AttributeType").asText())
                        .build()));
        return attributes;
    }

    private static List<KeySchemaElement> keys(JsonNode owner) {
        List<KeySchemaElement> keys = new ArrayList<>();
        owner.path("KeySchema")
                .forEach(key -> keys.add(KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asText())
                        .keyType(key.path("KeyType").asText())
                        .build()));
        return keys;
    }

    private static Projection projection(JsonNode index) {
        JsonNode declared = index.path("Projection");
        List<String> included = new ArrayList<>();
        declared.path("NonKeyAttributes").forEach(name -> included.add(name.asText()));
        return Projection.builder()
                .projectionType(declared.path("ProjectionType").asText("ALL"))
                .nonKeyAttributes(included.isEmpty() ? null : included)
                .build();
    }
}
