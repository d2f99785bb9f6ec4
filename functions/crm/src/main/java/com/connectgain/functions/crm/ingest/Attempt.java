package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.lambda.Failures;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of one row so far: rows fail alone. */
public record Attempt<T>(T value, RuntimeException failure) {

    public static <T> Attempt<T> of(Supplier<T> work) {
        try {
            return new Attempt<>(work.get(), null);
        } catch (RuntimeException failure) {
            return new Attempt<>(null, failure);
        }
    }

    public <U> Attempt<U> then(Function<T, U> next) {
        return failure == null ? of(() -> next.apply(value)) : new Attempt<>(null, failure);
    }

    public boolean succeeded() {
        return failure == null;
    }

    public Optional<T> found() {
        return Optional.ofNullable(value);
    }

    public T orThrow() {
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    /** What went wrong on our side, where something did: the client can read nothing in it. */
    public Optional<RuntimeException> fault() {
        return Optional.ofNullable(failure).filter(found -> !(found instanceof Problem));
    }

    public String error() {
        if (failure instanceof Problem problem) {
            return problem.getMessage();
        }
        return Failures.isPassing(failure) ? "Service unavailable" : "Internal server error";
    }
}
