package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.template.Site;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients of the emulators, for the local cloud's own use and for tests; no injected fault reaches them. */
public final class Clients implements AutoCloseable {

    public static final String ACCESS_KEY = "local";
    public static final String SECRET_KEY = "localsecret";

    private static final int CONNECTIONS = 256;

    private final Endpoints endpoints;
    private final SdkHttpClient http;
    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final SqsClient sqs;
    private final SqsClient poller;
    private final S3Client s3;

    /** Where the emulators listen. */
    public record Endpoints(URI dynamo, URI sqs, URI s3) {

        /** The same as settings, by the names that the SDK's own configuration uses. */
        public Map<String, String> settings() {
            return Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    dynamo.toString(),
                    "AWS_ENDPOINT_URL_SQS",
                    sqs.toString(),
                    "AWS_ENDPOINT_URL_S3",
                    s3.toString(),
                    "AWS_REGION",
                    Site.REGION,
                    "AWS_ACCESS_KEY_ID",
                    ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY",
                    SECRET_KEY);
        }
    }

    public Clients(Endpoints endpoints) {
        this(endpoints, newHttp());
    }

    public Clients(Endpoints endpoints, SdkHttpClient http) {
        this.endpoints = endpoints;
        this.http = http;
        this.dynamo = configured(DynamoDbClient.builder(), endpoints.dynamo())
                .httpClient(http)
                .build();
        this.streams = configured(DynamoDbStreamsClient.builder(), endpoints.dynamo())
                .httpClient(http)
                .build();
        this.sqs = configured(SqsClient.builder(), endpoints.sqs())
                .httpClient(http)
                .build();
        this.poller = configured(SqsClient.builder(), endpoints.sqs())
                .httpClient(http)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
        this.s3 = configured(S3Client.builder(), endpoints.s3())
                .httpClient(http)
                .forcePathStyle(true)
                .build();
    }

    /** Loopback calls are many and short: this client is three times as fast there as the JDK's. */
    public static SdkHttpClient newHttp() {
        return Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(30))
                .build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(Site.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)));
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public DynamoDbClient dynamo() {
        return dynamo;
    }

    public DynamoDbStreamsClient streams() {
        return streams;
    }

    public SqsClient sqs() {
        return sqs;
    }

    /** For long polls: one that is interrupted must end, not begin again. */
    public SqsClient poller() {
        return poller;
    }

    public S3Client s3() {
        return s3;
    }

    @Override
    public void close() {
        http.close();
    }
}
