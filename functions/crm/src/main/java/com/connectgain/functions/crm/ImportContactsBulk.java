package com.connectgain.functions.crm;

import com.connectgain.functions.crm.ingest.LeadRequests;
import com.connectgain.shared.kernel.Kernel;

/** {@code import-contacts-bulk}: up to 500 contacts, found by address or number, or made. */
public final class ImportContactsBulk extends IngestFunction<LeadRequests> {

    public ImportContactsBulk() {
        this(Kernel.fromEnvironment());
    }

    public ImportContactsBulk(Kernel kernel) {
        super(kernel, "import-contacts-bulk", LeadRequests::new, LeadRequests::importContacts);
    }
}
