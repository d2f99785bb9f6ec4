package com.connectgain.shared.store;

import java.util.List;

/** Some rows and, where there may be more, the cursor that {@link Slice#startingAfter} continues from. */
public record Page(List<Row> rows, String next) {

    public boolean isLast() {
        return next == null;
    }
}
