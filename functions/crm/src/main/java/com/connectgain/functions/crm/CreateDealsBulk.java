package com.connectgain.functions.crm;

import com.connectgain.functions.crm.ingest.DealRequests;
import com.connectgain.shared.kernel.Kernel;

/** {@code create-deals-bulk}: up to 100 deals, each with a contact that is found or made. */
public final class CreateDealsBulk extends IngestFunction<DealRequests> {

    public CreateDealsBulk() {
        this(Kernel.fromEnvironment());
    }

    public CreateDealsBulk(Kernel kernel) {
        super(kernel, "create-deals-bulk", DealRequests::new, DealRequests::createDeals);
    }
}
