package com.connectgain.functions.events;

import com.connectgain.functions.events.stream.Batch;
import com.connectgain.functions.events.stream.Outbox;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.RowChange;
import com.connectgain.shared.lambda.StreamFunction;

/**
 * {@code record-stream}: makes events of the changes of rows and gives them to webhooks and automations. Every writer
 * of a row is heard, and nothing is lost between a write and its event.
 */
public final class RecordStream extends StreamFunction {

    private final Once<Outbox> outbox;

    public RecordStream() {
        this(Kernel.fromEnvironment());
    }

    public RecordStream(Kernel kernel) {
        super(kernel);
        outbox = Once.of(() -> Outbox.of(kernel));
    }

    @Override
    protected Work begin() {
        Batch batch = new Batch(kernel.store(), outbox.get());
        return new Work() {
            @Override
            public void add(RowChange change) {
                batch.add(change);
            }

            @Override
            public void finish() {
                batch.send();
            }
        };
    }
}
