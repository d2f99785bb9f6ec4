package com.connectgain.functions.crm;

import com.connectgain.functions.crm.bulk.CountryTags;
import com.connectgain.functions.crm.duplicates.Merges;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;

/** Work over many rows that a request began: each message names a job, and doing one twice is doing it once. */
public final class PeopleJobsWorker extends QueueFunction {

    private final Once<Merges> merges;
    private final Once<CountryTags> countryTags;

    public PeopleJobsWorker() {
        this(Kernel.fromEnvironment());
    }

    public PeopleJobsWorker(Kernel kernel) {
        super(kernel);
        merges = Once.of(() -> new Merges(kernel));
        countryTags = Once.of(() -> new CountryTags(kernel));
    }

    @Override
    protected void handle(Message message) {
        String organization = message.body().path("organization_id").asText();
        String job = message.body().path("job_id").asText();
        switch (message.body().path("kind").asText()) {
            case "merge" -> merges.get().lookAfter(organization, job);
            case "auto-tag-country" -> countryTags.get().goOn(organization, job);
            default -> throw new IllegalArgumentException("No such job kind");
        }
    }
}
