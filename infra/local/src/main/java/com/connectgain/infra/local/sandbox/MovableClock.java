package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.DataFolder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Real time plus an offset that tests and demos move; the offset survives a restart. */
public final class MovableClock extends Clock {

    private static final String FILE = "clock";

    private final DataFolder folder;
    private final List<Consumer<Duration>> forwardListeners = new CopyOnWriteArrayList<>();
    private volatile Duration offset;

    public MovableClock(DataFolder folder) {
        this.folder = folder;
        this.offset = folder.read(FILE).map(Duration::parse).orElse(Duration.ZERO);
    }

    /** Told by how much time was jumped over, after the jump. Moving back is told to nobody: delays are durations. */
    public void onForward(Consumer<Duration> listener) {
        forwardListeners.add(listener);
    }

    public void advance(Duration by) {
        moveTo(offset.plus(by));
    }

    public void set(Instant instant) {
        moveTo(Duration.between(Instant.now(), instant));
    }

    public void reset() {
        moveTo(Duration.ZERO);
    }

    private synchronized void moveTo(Duration newOffset) {
        Duration jump = newOffset.minus(offset);
        offset = newOffset;
        folder.write(FILE, newOffset.toString());
        if (jump.isPositive()) {
            forwardListeners.forEach(listener -> listener.accept(jump));
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        Clock self = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return self.withZone(other);
            }

            @Override
            public Instant instant() {
                return self.instant();
            }
        };
    }
}
