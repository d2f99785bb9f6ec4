package com.connectgain.functions.crm;

import com.connectgain.functions.crm.imports.JobRunner;
import com.connectgain.shared.exports.ExportRunner;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;

/** Works on the imports and exports that are too large for a request, one slice of one job to a message. */
public final class CsvWorker extends QueueFunction {

    private final Once<JobRunner> imports;
    private final Once<ExportRunner> exports;

    public CsvWorker() {
        this(Kernel.fromEnvironment());
    }

    public CsvWorker(Kernel kernel) {
        super(kernel);
        imports = Once.of(() -> new JobRunner(kernel));
        exports = Once.of(() -> new ExportRunner(kernel));
    }

    @Override
    protected void handle(Message message) {
        String organization = message.body().path("organization_id").asText();
        String job = message.body().path("job_id").asText();
        int attempt = message.body().path("attempt").asInt(1);
        if (message.body().path("type").asText().equals("export")) {
            exports.get().run(organization, job, attempt);
        } else {
            imports.get().run(organization, job, attempt);
        }
    }
}
