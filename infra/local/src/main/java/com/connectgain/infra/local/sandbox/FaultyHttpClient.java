package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.sandbox.Faults.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * An SDK HTTP client that answers ordered faults in the service's own error format, so that the SDK's retries and
 * unmarshalling are exercised with what the embedded services never say.
 */
public final class FaultyHttpClient implements SdkHttpClient {

    private static final String SES = "ses";
    private static final Pattern WRITES =
            Pattern.compile("DynamoDB_\\d+\\.(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)");

    private final SdkHttpClient real;
    private final Faults faults;
    private final Runnable afterProviderCall;
    private final Runnable afterWrite;

    /**
     * @param afterProviderCall runs when a provider that is reached through the SDK has answered
     * @param afterWrite runs when DynamoDB has answered a write
     */
    public FaultyHttpClient(SdkHttpClient real, Faults faults, Runnable afterProviderCall, Runnable afterWrite) {
        this.real = real;
        this.faults = faults;
        this.afterProviderCall = afterProviderCall;
        this.afterWrite = afterWrite;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        if (request.httpRequest().encodedPath().startsWith(Providers.BASE_PATH + SES)) {
            return new Watched(real.prepareRequest(request), afterProviderCall);
        }
        String path = target + " " + request.httpRequest().encodedPath();
        Optional<Fault> fault =
                faults.take(service(target), path, ordered -> AwsErrors.isPossible(ordered.error(), target));
        if (fault.isPresent()) {
            return new Failing(fault.get(), request, target);
        }
        ExecutableHttpRequest call = real.prepareRequest(request);
        return WRITES.matcher(target).matches() ? new Watched(call, afterWrite) : call;
    }

    /** DynamoDB and SQS name themselves in the JSON protocol's target; S3 has none. */
    private static String service(String target) {
        if (target.startsWith("DynamoDB")) {
            return "dynamodb";
        }
        return target.startsWith("AmazonSQS") ? "sqs" : "s3";
    }

    @Override
    public String clientName() {
        return real.clientName();
    }

    @Override
    public void close() {
        real.close();
    }

    private static final class Watched implements ExecutableHttpRequest {

        private final ExecutableHttpRequest call;
        private final Runnable afterwards;

        Watched(ExecutableHttpRequest call, Runnable afterwards) {
            this.call = call;
            this.afterwards = afterwards;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse response = call.call();
            afterwards.run();
            return response;
        }

        @Override
        public void abort() {
            call.abort();
        }
    }

    private final class Failing implements ExecutableHttpRequest {

        private final Fault fault;
        private final HttpExecuteRequest request;
        private final String target;

        Failing(Fault fault, HttpExecuteRequest request, String target) {
            this.fault = fault;
            this.request = request;
            this.target = target;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            pause(fault.delayMillis());
            if (fault.error().equals("Timeout")) {
                throw new SocketTimeoutException("Read timed out");
            }
            AwsErrors.Body error = AwsErrors.of(service(target), fault.error(), target, requestBody());
            byte[] bytes = error.text().getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpFullResponse.builder()
                            .statusCode(error.status())
                            .putHeader("Content-Type", error.contentType())
                            .putHeader("Content-Length", String.valueOf(bytes.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }

        @Override
        public void abort() {
            // There is no connection to abort.
        }

        private byte[] requestBody() throws IOException {
            return request.contentStreamProvider().isEmpty()
                    ? new byte[0]
                    : request.contentStreamProvider().get().newStream().readAllBytes();
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
