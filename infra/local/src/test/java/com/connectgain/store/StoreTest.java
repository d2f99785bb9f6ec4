package com.connectgain.store;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.store.Tables;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store on the embedded DynamoDB. */
@ExtendWith(CloudExtension.class)
class StoreTest extends StoreContract {

    private final LocalCloud cloud;

    StoreTest(LocalCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    DynamoDbClient dynamo() {
        return cloud.clients().dynamo();
    }

    @Override
    Tables tables() {
        Settings settings = cloud.kernel().settings();
        return new Tables(
                settings.require("CORE_TABLE"),
                settings.require("MESSAGES_TABLE"),
                settings.require("LOGS_TABLE"),
                settings.require("OPS_TABLE"));
    }
}
