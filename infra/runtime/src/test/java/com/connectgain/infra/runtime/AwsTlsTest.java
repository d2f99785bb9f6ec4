package com.connectgain.infra.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Settings;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** AWS's clients over TLS, with servers that know one way to agree on keys, and whom not everybody trusts. */
class AwsTlsTest {

    @TempDir
    private Path work;

    private final SSLContext before = defaultContext();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private Certificate certificate;
    private HttpsServer server;

    @BeforeEach
    void trustTheServer() throws Exception {
        certificate = Certificate.make(Path.of(System.getProperty("java.home")), work);
        KeyStore trusted = KeyStore.getInstance(certificate.trustStore().toFile(), (char[]) null);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(before);
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1"})
    void whateverGroupAServerTakes(String group) throws Exception {
        start(group);
        GetItemResponse answer = ask("localhost", trusted());
        assertThat(answer.hasItem()).isFalse();
        assertThat(calls).containsExactly("DynamoDB_20120810.GetItem");
    }

    /** As behind a proxy that reads along: its certificate is none of Amazon's, but one that the machine trusts. */
    @Test
    void aServerThatOnlyJavaTrusts() throws Exception {
        start("x25519");
        assertThat(ask("localhost", Map.of()).hasItem()).isFalse();
    }

    @Test
    void aServerThatOnlyTheBundleTrusts() throws Exception {
        SSLContext.setDefault(before);
        start("x25519");
        assertThat(ask("localhost", trusted()).hasItem()).isFalse();
    }

    @Test
    void aServerThatNobodyTrustsIsRefused() throws Exception {
        SSLContext.setDefault(before);
        start("x25519");
        assertThatThrownBy(() -> ask("localhost", Map.of())).isInstanceOf(SdkClientException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void aServerOfAnotherNameIsRefused() throws Exception {
        start("x25519");
        assertThatThrownBy(() -> ask("127.0.0.1", trusted())).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> ask("127.0.0.1", Map.of())).isInstanceOf(SdkClientException.class);
        assertThat(calls).isEmpty();
    }

    private Map<String, String> trusted() {
        return Map.of("AWS_CA_BUNDLE", certificate.awsAuthorities().toString());
    }

    private GetItemResponse ask(String host, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(
                "AWS_ENDPOINT_URL_DYNAMODB",
                "https://" + host + ":" + server.getAddress().getPort());
        all.put("AWS_ACCESS_KEY_ID", "test");
        all.put("AWS_SECRET_ACCESS_KEY", "test");
        AwsClients clients = new AwsClients(new Settings(all));
        return clients.dynamo()
                .getItem(request -> request.tableName("ops").key(Map.of("pk", AttributeValue.fromS("one"))));
    }

    private void start(String group) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
                parameters.setNamedGroups(new String[] {group});
                connection.setSSLParameters(parameters);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange;
                    InputStream body = exchange.getRequestBody()) {
                body.readAllBytes();
                calls.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
                byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
