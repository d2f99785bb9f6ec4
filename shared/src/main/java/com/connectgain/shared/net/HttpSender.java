package com.connectgain.shared.net;

/** Sends one HTTP call and answers the reply, whatever its status. */
public interface HttpSender {

    /** @throws OutboundException when there is no reply: refused target, no connection, deadline, too large */
    HttpReply send(HttpCall call);
}
