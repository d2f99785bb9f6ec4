package com.connectgain.infra.bench;

import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.kernel.Settings;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Credentials that open nothing: the emulators want a signature, no more. */
final class Credentials {

    private static final String KEY = "bench";

    static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", KEY,
            "AWS_SECRET_ACCESS_KEY", KEY,
            "AWS_SESSION_TOKEN", KEY);

    private Credentials() {}

    static AwsClients clients(Map<String, String> settings) {
        return new AwsClients(
                new Settings(settings),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)),
                Once.of(Apache5HttpClient::create));
    }
}
