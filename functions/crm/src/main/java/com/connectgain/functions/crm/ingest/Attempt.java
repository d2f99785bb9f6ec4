package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.StoreBusyException;
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

    /** Whether it is our fault: the client can read nothing in it. */
    public boolean isUnexpected() {
        return failure != null && !(failure instanceof Problem) && !(failure instanceof StoreBusyException);
    }

    public String error() {
        return switch (failure) {
            case Problem problem -> problem.getMessage();
            case StoreBusyException _ -> "Service unavailable";
            case null, default -> "Internal server error";
        };
    }
}
