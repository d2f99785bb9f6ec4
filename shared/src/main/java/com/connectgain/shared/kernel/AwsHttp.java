package com.connectgain.shared.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The HTTP client of all AWS clients, whose connections can be forgotten: in a snapshot they would be dead ones. */
final class AwsHttp implements SdkHttpClient {

    private final Optional<Path> authorities;
    private volatile AwsTls tls;
    private volatile Once<SdkHttpClient> client;

    /** @param authorities a file of PEM certificates to trust, rather than Amazon's */
    AwsHttp(Optional<Path> authorities) {
        this.authorities = authorities;
        begin();
    }

    private void begin() {
        AwsTls fresh = new AwsTls(authorities);
        tls = fresh;
        client = Once.of(() -> Apache5HttpClient.builder()
                .maxConnections(64)
                .connectionTimeout(Duration.ofSeconds(1))
                .socketTimeout(Duration.ofSeconds(10))
                .tlsSocketStrategy(fresh)
                .build());
    }

    /** Does what a first connection needs and no server has a part in. */
    void prepare() {
        tls.prepare();
    }

    /** Closes all connections, and forgets what was agreed on them; the next request opens one. Only between requests. */
    void forgetConnections() {
        SdkHttpClient used = client.get();
        begin();
        prepare();
        used.close();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client.get().prepareRequest(request);
    }

    @Override
    public String clientName() {
        return client.get().clientName();
    }

    @Override
    public void close() {
        client.get().close();
    }
}
