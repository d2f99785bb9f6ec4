package com.connectgain.shared.kernel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients, each built at its first use over one HTTP client. Region, credentials and HTTP client are named
 * rather than discovered: discovery is most of what a client costs at a cold start.
 */
public final class AwsClients {

    private final Settings settings;
    private final AwsCredentialsProvider credentials;
    private final Supplier<SdkHttpClient> http;
    private final Supplier<DynamoDbClient> dynamo;
    private final Supplier<SqsClient> sqs;
    private final Supplier<S3Client> s3;
    private final Supplier<SecretsManagerClient> secrets;
    private volatile String tableToOpen;

    public AwsClients(Settings settings) {
        this(
                settings,
                credentials(settings),
                Once.of(() -> new AwsHttp(settings.find("AWS_CA_BUNDLE").map(Path::of))));
    }

    public AwsClients(Settings settings, AwsCredentialsProvider credentials, Supplier<SdkHttpClient> http) {
        this.settings = settings;
        this.credentials = credentials;
        this.http = http;
        this.dynamo = Once.of(this::makeDynamo);
        this.sqs = Once.of(() ->
                configured(SqsClient.builder(), "SQS").httpClient(http.get()).build());
        this.s3 = Once.of(() -> configured(S3Client.builder(), "S3")
                .httpClient(http.get())
                .forcePathStyle(settings.find("AWS_ENDPOINT_URL_S3").isPresent())
                .build());
        this.secrets = Once.of(() -> configured(SecretsManagerClient.builder(), "SECRETS_MANAGER")
                .httpClient(http.get())
                .build());
    }

    /** SnapStart hands credentials out by a local endpoint: in the snapshot's environment they would grow stale. */
    private static AwsCredentialsProvider credentials(Settings settings) {
        if (settings.find("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
            return ContainerCredentialsProvider.builder().build();
        }
        String id = settings.get("AWS_ACCESS_KEY_ID", "");
        String secret = settings.get("AWS_SECRET_ACCESS_KEY", "");
        return () -> settings.find("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    private DynamoDbClient makeDynamo() {
        DynamoDbClient client = configured(DynamoDbClient.builder(), "DYNAMODB")
                .httpClient(http.get())
                .build();
        if (tableToOpen != null) {
            open(client, tableToOpen);
        }
        return client;
    }

    private static void open(DynamoDbClient client, String table) {
        try {
            client.getItem(request -> request.tableName(table)
                    .key(Map.of("pk", AttributeValue.fromS("ping"), "sk", AttributeValue.fromS("-"))));
        } catch (SdkException unreachable) {
            // Whoever needs an answer asks again, and knows what to do without one.
        }
    }

    /**
     * Makes DynamoDB's client, and opens its connection with what TLS needs, beside everything else that a start has to
     * do: they are more than half of it. Whoever asks for the client meanwhile gets it when it is ready.
     *
     * @param table to read nothing from
     */
    void openAhead(String table) {
        tableToOpen = table;
        if (http.get() instanceof AwsHttp own) {
            Thread.ofPlatform().name("tls-ahead").daemon().start(own::prepare);
        }
        Thread.ofPlatform().name("dynamo-ahead").daemon().start(dynamo::get);
    }

    /** Closes every connection: none outlives a snapshot. Only while there is no request. */
    void forgetConnections() {
        if (http.get() instanceof AwsHttp own) {
            own.forgetConnections();
        }
    }

    public DynamoDbClient dynamo() {
        return dynamo.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public S3Client s3() {
        return s3.get();
    }

    public SecretsManagerClient secrets() {
        return secrets.get();
    }

    /** One cheap real call: is the bucket there? */
    public void pingBucket(String bucket) {
        s3().headBucket(request -> request.bucket(bucket));
    }

    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    public SdkHttpClient http() {
        return http.get();
    }

    public Region region() {
        return Region.of(settings.get("AWS_REGION", "eu-west-1"));
    }

    /** Region, credentials, endpoint and retries, for clients that only one domain needs. */
    public <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String service) {
        settings.find("AWS_ENDPOINT_URL_" + service).map(URI::create).ifPresent(builder::endpointOverride);
        return builder.region(region())
                .credentialsProvider(credentials)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(4)
                                .build())
                        .build());
    }
}
