package com.connectgain.shared.net;

/** What can be said of a customer's address before it is called; the guard looks again at what its name resolves to. */
public final class PublicUrl {

    private static final Guard GUARD = new Guard("");

    private PublicUrl() {}

    /** @throws OutboundException when the address would be refused whatever its name resolves to */
    public static void check(String url) {
        GUARD.check(Target.of(url));
    }
}
