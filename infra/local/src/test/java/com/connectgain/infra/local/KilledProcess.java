package com.connectgain.infra.local;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A cloud that writes one of everything and then dies without a shutdown. Run in a process of its own. */
final class KilledProcess {

    private KilledProcess() {}

    public static void main(String[] arguments) throws Exception {
        TestCloud cloud = TestCloud.start(Options.inMemory(TestCloud.TEMPLATE).keeping(Path.of(arguments[0])));
        cloud.cloud
                .clients()
                .dynamo()
                .putItem(put -> put.tableName(cloud.table())
                        .item(Map.of("pk", AttributeValue.fromS("killed"), "sk", AttributeValue.fromS("1"))));
        cloud.cloud
                .clients()
                .s3()
                .putObject(put -> put.bucket(cloud.bucket()).key("killed"), RequestBody.fromString("kept"));
        for (String queue : new String[] {"KeptQueue", "KeptDlq"}) {
            cloud.cloud
                    .clients()
                    .sqs()
                    .sendMessage(send -> send.queueUrl(cloud.queueUrl(queue)).messageBody("killed"));
        }
        cloud.cloud
                .clients()
                .sqs()
                .sendMessage(send -> send.queueUrl(cloud.queueUrl("KeptQueue"))
                        .messageBody("later")
                        .delaySeconds(600));
        Runtime.getRuntime().halt(9);
    }
}
