package com.connectgain.functions.events;

import com.connectgain.functions.events.automations.TaskAssignment;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.lambda.StoredAnswers;

/** {@code task-auto-assign}: gives a task to a member whom a strategy chooses. */
public final class TaskAutoAssign extends HttpFunction {

    private final Once<StoredAnswers> answers;

    public TaskAutoAssign() {
        this(Kernel.fromEnvironment());
    }

    public TaskAutoAssign(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        answers = Once.of(() -> new StoredAnswers(kernel.store().operations(), kernel.clock()));
    }

    @Override
    protected Response handle(Call call) {
        return answers.get()
                .once(
                        call,
                        "task-auto-assign",
                        () -> Response.ok(new TaskAssignment(kernel)
                                .assign(call.caller(), call.request().jsonObject())));
    }
}
