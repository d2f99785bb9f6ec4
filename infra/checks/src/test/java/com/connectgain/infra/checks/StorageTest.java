package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.checks.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables, bucket, secrets: recoverable, encrypted, private, and of the one layout the store reads. */
class StorageTest {

    private static final Template TEMPLATE = Template.load();
    private static final String OPERATIONS = "OpsTable";

    static List<Resource> tables() {
        return TEMPLATE.resources("AWS::DynamoDB::Table").toList();
    }

    static List<Resource> rowTables() {
        return tables().stream().filter(table -> !table.id().equals(OPERATIONS)).toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tableSurvivesMistakes(Resource table) {
        assertThat(table.text("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"))
                .isEqualTo("true");
        assertThat(table.text("DeletionProtectionEnabled")).isEqualTo("{Fn::If=[Protected, true, false]}");
        assertKept(table);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tableIsEncryptedExpiresAndScales(Resource table) {
        assertThat(table.text("SSESpecification.SSEEnabled")).isEqualTo("true");
        assertThat(table.text("SSESpecification.SSEType")).isEqualTo("KMS");
        assertThat(table.property("TimeToLiveSpecification")).contains(Map.of("AttributeName", "ttl", "Enabled", true));
        assertThat(table.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
        assertThat(keys(table.properties())).isEqualTo("pk sk");
    }

    @ParameterizedTest
    @MethodSource("rowTables")
    void rowTableHasTheSharedLayout(Resource table) {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "created", "home created",
                "active", "home active",
                "due", "due_shard due_at"));
        for (int index = 1; index <= 6; index++) {
            expected.put("eq" + index, "eq" + index + " created");
        }
        Map<String, String> actual = new TreeMap<>();
        Template.list(table.property("GlobalSecondaryIndexes").orElseThrow()).forEach(index -> {
            Map<String, Object> properties = Template.map(index);
            actual.put(properties.get("IndexName").toString(), keys(properties));
            assertThat(Template.at(properties, "Projection.ProjectionType")).contains("KEYS_ONLY");
        });
        assertThat(actual).isEqualTo(expected);
        assertThat(table.text("StreamSpecification.StreamViewType")).isEqualTo("NEW_AND_OLD_IMAGES");
    }

    @Test
    void operationsNeitherStreamNorIndex() {
        Resource table = TEMPLATE.resource(OPERATIONS);
        assertThat(table.property("StreamSpecification")).isEmpty();
        assertThat(table.property("GlobalSecondaryIndexes")).isEmpty();
    }

    @Test
    void bucketsArePrivateAndEncrypted() {
        assertThat(TEMPLATE.resources("AWS::S3::Bucket")).isNotEmpty().allSatisfy(bucket -> {
            assertThat(bucket.property("PublicAccessBlockConfiguration"))
                    .contains(Map.of(
                            "BlockPublicAcls", true,
                            "BlockPublicPolicy", true,
                            "IgnorePublicAcls", true,
                            "RestrictPublicBuckets", true));
            assertThat(bucket.text("BucketEncryption")).contains("aws:kms");
            assertThat(bucket.text("OwnershipControls")).contains("BucketOwnerEnforced");
            assertThat(bucket.text("LifecycleConfiguration")).contains("AbortIncompleteMultipartUpload");
            assertThat(bucket.property("AccessControl")).isEmpty();
            assertThat(TEMPLATE.resources("AWS::S3::BucketPolicy"))
                    .as("a policy that denies %s plain HTTP", bucket.id())
                    .anyMatch(
                            policy -> Template.target(policy.property("Bucket").orElse(""))
                                            .filter(bucket.id()::equals)
                                            .isPresent()
                                    && policy.text("PolicyDocument").contains("aws:SecureTransport=false"));
            assertKept(bucket);
        });
    }

    /** A secret written into the template or shown on a console is none. */
    @Test
    void secretsComeFromHiddenParameters() {
        Map<String, Object> parameters = Template.map(TEMPLATE.root().get("Parameters"));
        assertThat(TEMPLATE.resources("AWS::SecretsManager::Secret"))
                .isNotEmpty()
                .allSatisfy(StorageTest::assertKept);
        assertThat(List.of("JwtSecret", "EncryptionKey", "AnonKey", "ServiceRoleKey"))
                .allSatisfy(name -> {
                    Map<String, Object> parameter = Template.map(parameters.get(name));
                    assertThat(parameter).containsEntry("NoEcho", true).doesNotContainKey("Default");
                });
    }

    @Test
    void logsDoNotLiveForever() {
        assertThat(TEMPLATE.resources("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allMatch(group -> group.property("RetentionInDays").isPresent());
    }

    @Test
    void accessLogCarriesNoBodyQueryOrCredential() {
        Object format =
                TEMPLATE.resource("Api").property("AccessLogSettings.Format").orElseThrow();
        assertThat(format.toString())
                .doesNotContainIgnoringCase("body")
                .doesNotContainIgnoringCase("query")
                .doesNotContainIgnoringCase("authorizer")
                .doesNotContainIgnoringCase("header");
    }

    private static void assertKept(Resource resource) {
        assertThat(resource.all())
                .as("%s outlives its stack", resource.id())
                .containsEntry("DeletionPolicy", "Retain")
                .containsEntry("UpdateReplacePolicy", "Retain");
    }

    private static String keys(Map<String, Object> properties) {
        return String.join(
                " ",
                Template.list(properties.get("KeySchema")).stream()
                        .map(key -> Template.map(key).get("AttributeName").toString())
                        .toList());
    }
}
