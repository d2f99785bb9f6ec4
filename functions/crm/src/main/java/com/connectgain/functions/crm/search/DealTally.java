package com.connectgain.functions.crm.search;

import com.connectgain.shared.store.Row;
import java.math.BigDecimal;

/** How the deals of one contact stand. */
final class DealTally {

    static final DealTally NONE = new DealTally();

    private int open;
    private int won;
    private int lost;
    private BigDecimal openValue = BigDecimal.ZERO;

    void add(Row deal) {
        switch (deal.text("status")) {
            case "WON" -> won++;
            case "LOST" -> lost++;
            default -> {
                open++;
                openValue = openValue.add(deal.get("value").decimalValue());
            }
        }
    }

    int open() {
        return open;
    }

    int won() {
        return won;
    }

    int lost() {
        return lost;
    }

    BigDecimal openValue() {
        return openValue;
    }
}
