package com.connectgain.functions.crm.search;

import com.connectgain.shared.http.Problem;

/** Contacts by the number of their open deals, in the steps of the contact list's filter. */
enum OpenDeals {
    NONE(0, 0),
    FEW(1, 3),
    SOME(4, 10),
    MANY(11, Integer.MAX_VALUE);

    private final int least;
    private final int most;

    OpenDeals(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** The last step is called {@code 10+} and begins behind the one before it. */
    static OpenDeals read(String text) {
        return switch (text) {
            case "0" -> NONE;
            case "1-3" -> FEW;
            case "4-10" -> SOME;
            case "10+" -> MANY;
            default -> throw Problem.badRequest("openDeals must be 0, 1-3, 4-10 or 10+");
        };
    }

    boolean fits(DealTally deals) {
        return least <= deals.open() && deals.open() <= most;
    }
}
