package com.connectgain.shared.store;

import java.util.List;

/** As {@link Page}, before the rows are read. */
public record KeyPage(List<RowKey> keys, String next) {

    public boolean isLast() {
        return next == null;
    }
}
