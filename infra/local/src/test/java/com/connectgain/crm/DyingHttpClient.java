package com.connectgain.crm;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** A connection to AWS that breaks with its machine: after so many calls nothing gets out any more. */
final class DyingHttpClient implements SdkHttpClient {

    /** Thrown where the machine stops. An {@link Error}, so that nothing survives it by catching. */
    static final class Dead extends Error {

        private static final long serialVersionUID = 1L;

        Dead() {
            super("the machine stopped");
        }
    }

    private final SdkHttpClient real;
    private final AtomicInteger calls = new AtomicInteger();
    private final int last;
    private final boolean lastArrives;

    /**
     * @param last the number of the call that it dies in
     * @param lastArrives whether that call still does its work, so that only the answer is lost
     */
    DyingHttpClient(SdkHttpClient real, int last, boolean lastArrives) {
        this.real = real;
        this.last = last;
        this.lastArrives = lastArrives;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = real.prepareRequest(request);
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() throws IOException {
                int number = calls.incrementAndGet();
                if (number > last || number == last && !lastArrives) {
                    throw new Dead();
                }
                HttpExecuteResponse response = call.call();
                if (number == last) {
                    throw new Dead();
                }
                return response;
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return real.clientName();
    }

    @Override
    public void close() {
        real.close();
    }
}
