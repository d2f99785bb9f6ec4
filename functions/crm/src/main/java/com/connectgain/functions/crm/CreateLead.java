package com.connectgain.functions.crm;

import com.connectgain.functions.crm.ingest.LeadRequests;
import com.connectgain.shared.kernel.Kernel;

/** {@code create-lead}: one contact, found or made, maybe with a deal. */
public final class CreateLead extends IngestFunction<LeadRequests> {

    public CreateLead() {
        this(Kernel.fromEnvironment());
    }

    public CreateLead(Kernel kernel) {
        super(kernel, "create-lead", LeadRequests::new, LeadRequests::createLead);
    }
}
