package com.connectgain.shared.store;

import java.util.Set;

/** The cancellation reasons of a transaction that say "try again", not "no". */
final class Conflicts {

    static final Set<String> CODES =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "TransactionInProgress");

    private Conflicts() {}
}
