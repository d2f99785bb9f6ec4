package com.connectgain.functions.crm.search;

import com.connectgain.shared.input.Input;

/** Which of the rows that were found are answered. */
record Window(int offset, int limit) {

    private static final int MOST = 2_000;
    private static final int FARTHEST = 1_000_000;

    static Window read(Input sent) {
        return new Window(
                sent.wholeNumber("offset", 0, FARTHEST).orElse(0),
                sent.wholeNumber("limit", 1, MOST).orElse(MOST));
    }

    int end() {
        return offset + limit;
    }
}
