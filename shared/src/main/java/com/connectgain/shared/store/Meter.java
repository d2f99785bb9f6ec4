package com.connectgain.shared.store;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What one request cost: DynamoDB calls and capacity units. Bound to the request, and to the threads it starts. A branch
 * counts for itself and for the meter it came from.
 */
public final class Meter {

    private static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private final Meter parent;
    private final LongAdder calls = new LongAdder();
    private final LongAdder sequential = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    public Meter() {
        this(null);
    }

    private Meter(Meter parent) {
        this.parent = parent;
    }

    /** The meter of the running request; outside of one, a meter that nobody reads. */
    public static Meter current() {
        return CURRENT.isBound() ? CURRENT.get() : new Meter();
    }

    public <T> T measure(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    /** As {@link #measure}, for a part of work that is measured already. */
    public <T> T run(Supplier<T> part) {
        T result = ScopedValue.where(CURRENT, this).call(part::get);
        if (parent != null) {
            parent.join(List.of(this));
        }
        return result;
    }

    /** A meter for a part of the work; {@link #join} it when the part is done. */
    public Meter branch() {
        return new Meter(this);
    }

    /** Parts that ran side by side took as long as the longest of them. */
    public void join(Collection<Meter> branches) {
        sequential.add(branches.stream().mapToLong(Meter::sequentialCalls).max().orElse(0));
    }

    void read(double units) {
        sequential.increment();
        count(units, 0);
    }

    void write(double units) {
        sequential.increment();
        count(0, units);
    }

    private void count(double read, double write) {
        calls.increment();
        readUnits.add(read);
        writeUnits.add(write);
        if (parent != null) {
            parent.count(read, write);
        }
    }

    public long calls() {
        return calls.sum();
    }

    /** How many calls waited for one another: the longest chain. */
    public long sequentialCalls() {
        return sequential.sum();
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
