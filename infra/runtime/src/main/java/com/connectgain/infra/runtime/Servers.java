package com.connectgain.infra.runtime;

/** The JDK's HTTP servers, as far as they are set up once for all, before the first of them. */
final class Servers {

    private Servers() {}

    /** Head and body of a small answer are two packets; without this the second waits for the other side's ACK. */
    static void sendAtOnce() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }
}
