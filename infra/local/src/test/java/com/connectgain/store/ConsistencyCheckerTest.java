package com.connectgain.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(CloudExtension.class)
class ConsistencyCheckerTest {

    @Test
    void entryWithoutItsRowIsFound(LocalCloud cloud) {
        DynamoDbClient dynamo = cloud.kernel().aws().dynamo();
        String ops = cloud.kernel().settings().require("OPS_TABLE");
        Map<String, AttributeValue> orphan = Map.of(
                "pk", AttributeValue.fromS("posting#nobody#contacts#tags#vip"), "sk", AttributeValue.fromS("gone"));
        ConsistencyChecker checker = new ConsistencyChecker(cloud.kernel());
        checker.check();

        dynamo.putItem(put -> put.tableName(ops).item(orphan));
        try {
            assertThatThrownBy(checker::check).hasMessageContaining("orphan posting#nobody#contacts#tags#vip / gone");
        } finally {
            dynamo.deleteItem(delete -> delete.tableName(ops).key(orphan));
        }
        checker.check();
    }
}
