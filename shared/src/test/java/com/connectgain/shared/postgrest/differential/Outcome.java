package com.connectgain.shared.postgrest.differential;

import java.util.List;

/** What a request came to: rows in order and their total, or an error. */
record Outcome(List<String> rows, long total, String code, String message) {

    static Outcome error(String code, String message) {
        return new Outcome(List.of(), -1, code, message);
    }
}
