package com.connectgain.functions.crm;

import com.connectgain.functions.crm.ingest.LeadRequests;
import com.connectgain.shared.kernel.Kernel;

/** {@code create-leads-bulk}: up to 100 contacts, each maybe with a deal. */
public final class CreateLeadsBulk extends IngestFunction<LeadRequests> {

    public CreateLeadsBulk() {
        this(Kernel.fromEnvironment());
    }

    public CreateLeadsBulk(Kernel kernel) {
        super(kernel, "create-leads-bulk", LeadRequests::new, LeadRequests::createLeads);
    }
}
