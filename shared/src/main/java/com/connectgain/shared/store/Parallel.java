package com.connectgain.shared.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Runs blocking work side by side on virtual threads, with a bound, keeping order and the request's meter. */
public final class Parallel {

    private Parallel() {}

    public static <A, B> List<B> map(List<A> inputs, int atOnce, Function<A, B> work) {
        if (inputs.size() < 2) {
            return inputs.stream().map(work).toList();
        }
        Meter meter = Meter.current();
        List<Meter> branches = new ArrayList<>(inputs.size());
        Semaphore free = new Semaphore(atOnce);
        List<Future<B>> futures = new ArrayList<>(inputs.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (A input : inputs) {
                Meter branch = meter.branch();
                branches.add(branch);
                futures.add(threads.submit(() -> {
                    free.acquire();
                    try {
                        return branch.measure(() -> work.apply(input));
                    } finally {
                        free.release();
                    }
                }));
            }
            List<B> results = new ArrayList<>(inputs.size());
            for (Future<B> future : futures) {
                results.add(await(future));
            }
            meter.join(branches);
            return results;
        }
    }

    private static <B> B await(Future<B> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case RuntimeException cause -> asIfHere(cause);
                case Error error -> throw asIfHere(error);
                default -> new IllegalStateException(failed.getCause());
            };
        }
    }

    /** With the frames of whoever asked for the work: the thread it ran on began with the work itself. */
    private static <T extends Throwable> T asIfHere(T failure) {
        StackTraceElement[] there = failure.getStackTrace();
        StackTraceElement[] here = new Throwable().getStackTrace();
        StackTraceElement[] both = Arrays.copyOf(there, there.length + here.length);
        System.arraycopy(here, 0, both, there.length, here.length);
        failure.setStackTrace(both);
        return failure;
    }
}
