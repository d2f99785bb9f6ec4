package com.connectgain.functions.crm;

import com.connectgain.functions.crm.bulk.CountryTags;
import com.connectgain.functions.crm.duplicates.Merges;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.tags.TagJobs;

/** Work over many rows that a request began: each message names a job, and doing one twice is doing it once. */
public final class PeopleJobsWorker extends QueueFunction {

    private final Once<Merges> merges;
    private final Once<CountryTags> countryTags;
    private final Once<TagJobs> tagJobs;

    public PeopleJobsWorker() {
        this(Kernel.fromEnvironment());
    }

    public PeopleJobsWorker(Kernel kernel) {
        super(kernel);
        merges = Once.of(() -> new Merges(kernel));
        countryTags = Once.of(() -> new CountryTags(kernel));
        tagJobs = Once.of(() -> new TagJobs(kernel.store(), kernel.records(), kernel::queues));
    }

    @Override
    protected void handle(Message message) {
        String organization = message.body().path("organization_id").asText();
        String job = message.body().path("job_id").asText();
        switch (message.body().path("kind").asText()) {
            case "merge" -> merges.get().lookAfter(organization, job);
            case "auto-tag-country" -> countryTags.get().goOn(organization, job);
            case "bulk-tag" ->
                tagJobs.get()
                        .goOn(
                                new Writing(
                                        kernel.store(),
                                        organization,
                                        null,
                                        kernel.clock().instant()),
                                job);
            default -> throw new IllegalArgumentException("No such job kind");
        }
    }
}
