package com.connectgain.shared.store;

import java.time.Instant;

/**
 * A name at which racing inserts of the same thing meet, where the table itself allows several: two imports of one
 * telephone number. It is written in the row's own transaction, by the first alone.
 *
 * @param former a holder that was found to have lost its right; null when nobody may hold the name
 * @param expires when everybody finds the row by other means, and the name may go
 * @param change the place, among the changes of its transaction, of the row that takes the name
 */
public record Claim(String name, RowKey former, Instant expires, int change) {

    /** For the row of the first change. */
    public Claim(String name, RowKey former, Instant expires) {
        this(name, former, expires, 0);
    }

    public Claim by(int newChange) {
        return new Claim(name, former, expires, newChange);
    }
}
