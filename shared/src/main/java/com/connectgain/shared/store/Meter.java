package com.connectgain.shared.store;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What one request cost: DynamoDB calls and capacity units. Bound to the request, and to the threads it starts. */
public final class Meter {

    private static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private final LongAdder calls = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    /** The meter of the running request; outside of one, a meter that nobody reads. */
    public static Meter current() {
        return CURRENT.isBound() ? CURRENT.get() : new Meter();
    }

    public <T> T measure(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    void read(double units) {
        calls.increment();
        readUnits.add(units);
    }

    void write(double units) {
        calls.increment();
        writeUnits.add(units);
    }

    public long calls() {
        return calls.sum();
    }

    public double readUnits() {
        return readUnits.sum();
    }

    public double writeUnits() {
        return writeUnits.sum();
    }

    /** {@code calls=3 read=1.5 write=4}, as the local stack shows it in the header X-DynamoDB-Cost. */
    @Override
    public String toString() {
        return "calls=" + calls() + " read=" + readUnits() + " write=" + writeUnits();
    }
}
