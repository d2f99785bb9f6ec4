package com.connectgain.store;

import static org.junit.jupiter.api.Assumptions.abort;

import com.connectgain.infra.local.cloud.TableProvisioning;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Template;
import com.connectgain.shared.store.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store on LocalStack, a second opinion of what DynamoDB does; needs a Docker engine. */
class LocalStackStoreTest extends StoreContract {

    /** The last image that runs without an account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static LocalStackContainer container;
    private static DynamoDbClient dynamo;
    private static Tables tables;

    @BeforeAll
    static void start() throws IOException {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.err.println("SKIPPED: there is no Docker engine, so the store is not tried on LocalStack");
            abort("no Docker engine");
        }
        container = new LocalStackContainer(IMAGE).withServices("dynamodb");
        container.start();
        dynamo = DynamoDbClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey())))
                .httpClient(Apache5HttpClient.create())
                .build();
        Template template = Template.read(Path.of(System.getProperty("project.root", "../.."), "template.yaml"))
                .resolve(new Site("http://localhost", "http://localhost", Map.of()));
        TableProvisioning provisioning = new TableProvisioning(dynamo);
        template.tables().forEach(provisioning::provide);
        Map<String, String> settings = template.environment();
        tables = new Tables(
                settings.get("CORE_TABLE"),
                settings.get("MESSAGES_TABLE"),
                settings.get("LOGS_TABLE"),
                settings.get("OPS_TABLE"));
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            dynamo.close();
            container.stop();
        }
    }

    @Override
    DynamoDbClient dynamo() {
        return dynamo;
    }

    @Override
    Tables tables() {
        return tables;
    }
}
