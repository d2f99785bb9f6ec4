package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Table;

/** The names of the four physical tables. */
public record Tables(String core, String messages, String logs, String ops) {

    String of(Table table) {
        return switch (table.placement()) {
            case CORE -> core;
            case MESSAGES -> messages;
            case LOGS -> logs;
        };
    }
}
