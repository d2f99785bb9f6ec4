package com.connectgain.infra.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the work that no client waits for, so that one can know when it is all done. */
public final class Background {

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong started = new AtomicLong();

    public int running() {
        return running.get();
    }

    /** How many were ever started: unchanged between two looks means that nothing happened between them. */
    public long started() {
        return started.get();
    }

    public byte[] invoke(LambdaFunction function, JsonNode event) throws InvocationFailure {
        begin();
        try {
            return function.invoke(event);
        } finally {
            running.decrementAndGet();
        }
    }

    /** Lambda's asynchronous invocation: three attempts, nobody is told of the outcome. */
    public void invokeLater(LambdaFunction function, JsonNode event) {
        begin();
        Thread.ofVirtual().name("later-" + function.spec().logicalId()).start(() -> {
            try {
                attempt(function, event);
            } finally {
                running.decrementAndGet();
            }
        });
    }

    private static void attempt(LambdaFunction function, JsonNode event) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                function.invoke(event);
                return;
            } catch (InvocationFailure failure) {
                Console.failure(failure);
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void begin() {
        started.incrementAndGet();
        running.incrementAndGet();
    }
}
