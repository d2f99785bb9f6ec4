package com.connectgain.infra.local;

import static com.connectgain.infra.local.TestCloud.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.local.handlers.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class RestartTest {

    @TempDir
    Path data;

    @Test
    void everythingIsThereAfterARestart() {
        String pk = UUID.randomUUID().toString();
        String text = UUID.randomUUID().toString();
        String anonKey;
        int seenBefore;
        try (TestCloud cloud =
                TestCloud.start(Options.inMemory(TestCloud.TEMPLATE).keeping(data))) {
            anonKey = cloud.cloud.connection().anonKey();
            putRow(cloud, pk, "1");
            await(() -> Seen.rows(pk).equals(List.of("1")));
            cloud.send("GET", "/_sandbox/idle", "");
            cloud.cloud
                    .clients()
                    .s3()
                    .putObject(put -> put.bucket(cloud.bucket()).key("a/b"), RequestBody.fromString("kept"));
            send(cloud, "KeptQueue", "waiting", 0);
            send(cloud, "KeptQueue", "taken", 0);
            send(cloud, "WorkQueue", "{\"text\":\"" + text + "\"}", 300);
            Message taken = receive(cloud, "KeptQueue").getFirst();
            assertThat(taken.messageAttributes().get("kind").stringValue()).isEqualTo("test");
            cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT2M\"}");
            seenBefore = Seen.RECORDS.size();
        }
        try (TestCloud cloud =
                TestCloud.start(Options.inMemory(TestCloud.TEMPLATE).keeping(data))) {
            assertThat(cloud.cloud.connection().anonKey()).isEqualTo(anonKey);
            assertThat(cloud.cloud
                            .clients()
                            .dynamo()
                            .getItem(get -> get.tableName(cloud.table())
                                    .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("1"))))
                            .hasItem())
                    .isTrue();
            assertThat(cloud.cloud
                            .clients()
                            .s3()
                            .getObjectAsBytes(get -> get.bucket(cloud.bucket()).key("a/b"))
                            .asUtf8String())
                    .isEqualTo("kept");
            putRow(cloud, pk, "2");
            await(() -> Seen.rows(pk).equals(List.of("1", "2")));
            assertThat(Seen.RECORDS).as("the first row is not seen again").hasSize(seenBefore + 1);
            // One delivery was all the policy allows, so the message whose consumer died is a dead letter now.
            await(() -> receive(cloud, "KeptQueue").stream()
                            .anyMatch(message -> message.body().equals("waiting"))
                    || cloud.queue("KeptQueue").path("visible").asInt() == 0);
            assertThat(cloud.queue("WorkQueue").path("delayed").asInt()).isEqualTo(1);
            assertThat(Seen.messages(text)).isZero();
            cloud.send("POST", "/_sandbox/clock", "{\"advance\":\"PT5M\"}");
            await(() -> Seen.messages(text) == 1);
            cloud.send("GET", "/_sandbox/idle?timeout_ms=2000", "");
        }
        try (TestCloud cloud =
                TestCloud.start(Options.inMemory(TestCloud.TEMPLATE).keeping(data))) {
            cloud.send("GET", "/_sandbox/idle?timeout_ms=2000", "");
            assertThat(Seen.messages(text))
                    .as("a deleted message stays deleted")
                    .isEqualTo(1);
        }
    }

    @Test
    void everythingAcknowledgedSurvivesAKilledProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isEqualTo(9);
        try (TestCloud cloud =
                TestCloud.start(Options.inMemory(TestCloud.TEMPLATE).keeping(data))) {
            assertThat(cloud.cloud
                            .clients()
                            .dynamo()
                            .getItem(get -> get.tableName(cloud.table())
                                    .key(Map.of("pk", AttributeValue.fromS("killed"), "sk", AttributeValue.fromS("1"))))
                            .hasItem())
                    .isTrue();
            assertThat(cloud.cloud
                            .clients()
                            .s3()
                            .getObjectAsBytes(get -> get.bucket(cloud.bucket()).key("killed"))
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThat(cloud.queue("KeptQueue").path("visible").asInt()).isEqualTo(1);
            assertThat(cloud.queue("KeptQueue").path("delayed").asInt()).isEqualTo(1);
            assertThat(cloud.queue("KeptQueue").path("dead_letters").asInt()).isEqualTo(1);
            assertThat(receive(cloud, "KeptQueue"))
                    .singleElement()
                    .extracting(Message::body)
                    .isEqualTo("killed");
        }
    }

    @Test
    void takenPortIsOneClearSentence() {
        try (TestCloud cloud = TestCloud.start(Options.inMemory(TestCloud.TEMPLATE))) {
            int port = cloud.cloud.port();
            assertThatThrownBy(() -> LocalCloud.start(
                            Options.inMemory(TestCloud.TEMPLATE).onPort(port)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Port " + port + " is already in use; choose another with -Dport=<number>.");
        }
    }

    @Test
    void dataFolderBelongsToOneCloud() {
        Options options = Options.inMemory(TestCloud.TEMPLATE).keeping(data);
        try (TestCloud cloud = TestCloud.start(options)) {
            assertThat(cloud.cloud.port()).isPositive();
            assertThatThrownBy(() -> LocalCloud.start(options))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use");
        }
    }

    private static void putRow(TestCloud cloud, String pk, String sk) {
        cloud.cloud
                .clients()
                .dynamo()
                .putItem(put -> put.tableName(cloud.table())
                        .item(Map.of(
                                "pk", AttributeValue.fromS(pk),
                                "sk", AttributeValue.fromS(sk),
                                "tbl", AttributeValue.fromS("rows"))));
    }

    private static void send(TestCloud cloud, String queue, String body, int delay) {
        cloud.cloud
                .clients()
                .sqs()
                .sendMessage(send -> send.queueUrl(cloud.queueUrl(queue))
                        .messageBody(body)
                        .delaySeconds(delay)
                        .messageAttributes(Map.of(
                                "kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("test")
                                        .build())));
    }

    private static List<Message> receive(TestCloud cloud, String queue) {
        return cloud.cloud
                .clients()
                .sqs()
                .receiveMessage(
                        receive -> receive.queueUrl(cloud.queueUrl(queue)).messageAttributeNames("All"))
                .messages();
    }
}
