package com.connectgain.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.Options;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** On a cloud of its own: a fault makes the checker look many times, and elsewhere tables are full. */
class ConsistencyCheckerTest {

    @Test
    void entryWithoutItsRowIsFound() throws Exception {
        Path template = Path.of(System.getProperty("project.root"), "template.yaml");
        try (LocalCloud cloud = LocalCloud.start(Options.inMemory(template))) {
            DynamoDbClient dynamo = cloud.kernel().aws().dynamo();
            String ops = cloud.kernel().settings().require("OPS_TABLE");
            Map<String, AttributeValue> orphan = Map.of(
                    "pk", AttributeValue.fromS("posting#nobody#contacts#tags#vip"), "sk", AttributeValue.fromS("gone"));
            ConsistencyChecker checker = new ConsistencyChecker(cloud.kernel());
            checker.check();

            dynamo.putItem(put -> put.tableName(ops).item(orphan));

            assertThatThrownBy(checker::check).hasMessageContaining("orphan posting#nobody#contacts#tags#vip / gone");
        }
    }
}
