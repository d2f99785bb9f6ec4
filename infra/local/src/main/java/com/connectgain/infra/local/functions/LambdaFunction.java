package com.connectgain.infra.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One function, invoked with an event; invocations run side by side, each on a virtual thread of its own. */
public final class LambdaFunction {

    private static final ScopedValue<String> RUNNING = ScopedValue.newInstance();

    private final FunctionSpec spec;
    private final Kernels kernels;
    private RequestStreamHandler handler;

    LambdaFunction(FunctionSpec spec, Kernels kernels) {
        this.spec = spec;
        this.kernels = kernels;
    }

    /** The logical id of the function that this thread runs for. */
    static Optional<String> running() {
        return RUNNING.isBound() ? Optional.of(RUNNING.get()) : Optional.empty();
    }

    public FunctionSpec spec() {
        return spec;
    }

    /** Whether the handler class is there; runs none of its code. */
    boolean isLoadable() {
        try {
            return RequestStreamHandler.class.isAssignableFrom(type());
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    public byte[] invoke(JsonNode event) throws InvocationFailure {
        return invoke(event, spec.timeout());
    }

    /** Runs the handler; the shorter of {@code limit} and the function's own timeout ends it. */
    public byte[] invoke(JsonNode event, Duration limit) throws InvocationFailure {
        Duration time = limit.compareTo(spec.timeout()) < 0 ? limit : spec.timeout();
        byte[] input = Json.bytes(event);
        LocalContext context = new LocalContext(spec, UUID.randomUUID().toString(), System.nanoTime() + time.toNanos());
        FutureTask<byte[]> task = new FutureTask<>(() -> {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            ScopedValue.where(RUNNING, spec.logicalId()).call(() -> {
                handler().handleRequest(new ByteArrayInputStream(input), output, context);
                return null;
            });
            return output.toByteArray();
        });
        Thread.ofVirtual().name(spec.logicalId()).start(task);
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException crash) {
            throw InvocationFailure.crashed(spec.name(), crash.getCause());
        } catch (TimeoutException late) {
            task.cancel(true);
            throw InvocationFailure.timedOut(spec.name());
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw InvocationFailure.crashed(spec.name(), stopped);
        }
    }

    /** Built at the first invocation, as Lambda does; a constructor that fails is tried again at the next. */
    private synchronized RequestStreamHandler handler() throws ReflectiveOperationException {
        if (handler == null) {
            handler = construct();
        }
        return handler;
    }

    private RequestStreamHandler construct() throws ReflectiveOperationException {
        Class<?> type = type();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Kernel.class) {
                return instance(constructor, kernels.of(spec));
            }
        }
        return instance(type.getConstructor());
    }

    private static RequestStreamHandler instance(Constructor<?> constructor, Object... arguments)
            throws ReflectiveOperationException {
        try {
            return (RequestStreamHandler) constructor.newInstance(arguments);
        } catch (InvocationTargetException failed) {
            throw new ReflectiveOperationException(failed.getCause());
        }
    }

    private Class<?> type() throws ClassNotFoundException {
        return Class.forName(spec.className(), false, Thread.currentThread().getContextClassLoader());
    }
}
