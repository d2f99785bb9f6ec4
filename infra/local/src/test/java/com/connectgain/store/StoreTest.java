package com.connectgain.store;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.cloud.TableProvisioning;
import com.connectgain.infra.local.template.Template;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.store.Tables;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store on the embedded DynamoDB, in physical tables of its own: the contract's rows are of no table of ours. */
@ExtendWith(CloudExtension.class)
class StoreTest extends StoreContract {

    private static final String OWN = "contract-";

    private final LocalCloud cloud;

    StoreTest(LocalCloud cloud) {
        this.cloud = cloud;
        TableProvisioning provisioning = new TableProvisioning(dynamo());
        for (Template.Table table : cloud.template().tables()) {
            provisioning.provide(new Template.Table(OWN + table.name(), table.properties()));
        }
    }

    @Override
    DynamoDbClient dynamo() {
        return cloud.clients().dynamo();
    }

    @Override
    Tables tables() {
        Settings settings = cloud.kernel().settings();
        return new Tables(
                OWN + settings.require("CORE_TABLE"),
                OWN + settings.require("MESSAGES_TABLE"),
                OWN + settings.require("LOGS_TABLE"),
                OWN + settings.require("OPS_TABLE"));
    }
}
