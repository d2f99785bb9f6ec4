package com.connectgain.functions.crm;

import com.connectgain.functions.crm.ingest.MessageRequests;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code insert-message}: a message that another system sent or received, with whom it was. */
public final class InsertMessage extends IngestFunction<MessageRequests> {

    public InsertMessage() {
        this(Kernel.fromEnvironment());
    }

    public InsertMessage(Kernel kernel) {
        super(kernel, "insert-message", MessageRequests::new, MessageRequests::insertMessage);
    }

    @Override
    void admit(Caller caller, ObjectNode body) {
        MessageRequests.admit(caller, body);
    }
}
