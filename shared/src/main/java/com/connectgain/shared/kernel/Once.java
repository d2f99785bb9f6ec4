package com.connectgain.shared.kernel;

import java.util.function.Supplier;

/** A value that is made at its first use, once, by whichever thread comes first. */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> make;
    private volatile T value;

    private Once(Supplier<T> make) {
        this.make = make;
    }

    public static <T> Once<T> of(Supplier<T> make) {
        return new Once<>(make);
    }

    @Override
    public T get() {
        T made = value;
        if (made == null) {
            synchronized (this) {
                made = value;
                if (made == null) {
                    made = make.get();
                    value = made;
                }
            }
        }
        return made;
    }
}
