package com.connectgain.functions.crm;

import com.connectgain.functions.crm.bulk.Assignments;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.lambda.StoredAnswers;

/** {@code bulk-assign}: gives many rows to a member, or to several in turn. */
public final class BulkAssign extends HttpFunction {

    private final Once<Assignments> assignments;
    private final Once<StoredAnswers> answers;

    public BulkAssign() {
        this(Kernel.fromEnvironment());
    }

    public BulkAssign(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        assignments = Once.of(() -> new Assignments(kernel));
        answers = Once.of(() -> new StoredAnswers(kernel.store().operations(), kernel.clock()));
    }

    @Override
    protected Response handle(Call call) {
        return answers.get().once(call, "bulk-assign", () -> assignments.get().assign(call));
    }
}
