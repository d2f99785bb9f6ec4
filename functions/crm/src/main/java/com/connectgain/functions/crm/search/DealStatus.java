package com.connectgain.functions.crm.search;

import com.connectgain.shared.http.Problem;
import java.util.Locale;

/** Contacts by how their deals stand: one such deal is enough. */
enum DealStatus {
    OPEN,
    CLOSED,
    WON,
    LOST;

    static DealStatus read(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "open" -> OPEN;
            case "closed" -> CLOSED;
            case "won" -> WON;
            case "lost" -> LOST;
            default -> throw Problem.badRequest("dealStatus must be open, closed, won or lost");
        };
    }

    boolean fits(DealTally deals) {
        return switch (this) {
            case OPEN -> deals.open() > 0;
            case CLOSED -> deals.won() + deals.lost() > 0;
            case WON -> deals.won() > 0;
            case LOST -> deals.lost() > 0;
        };
    }
}
