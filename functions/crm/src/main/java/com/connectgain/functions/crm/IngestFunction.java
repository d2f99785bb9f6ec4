package com.connectgain.functions.crm;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.lambda.StoredAnswers;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** A function that other systems push data through: a JSON object by POST, done once per {@code Idempotency-Key}. */
abstract class IngestFunction<R> extends HttpFunction {

    /** Does what the body asks for, and answers. */
    @FunctionalInterface
    interface Work<R> {
        Response answer(R requests, Caller caller, ObjectNode body);
    }

    private final String name;
    private final Work<R> work;
    private final Once<R> requests;
    private final Once<StoredAnswers> answers;

    /**
     * @param name the function's own, which keeps its idempotency keys apart from those of others
     * @param make what the requests are answered by, made at the first of them
     */
    IngestFunction(Kernel kernel, String name, Function<Kernel, R> make, Work<R> work) {
        super(kernel, Endpoint.post(Credential.API_KEY));
        this.name = name;
        this.work = work;
        this.requests = Once.of(() -> make.apply(kernel));
        this.answers = Once.of(() -> new StoredAnswers(kernel.store().operations(), kernel.clock()));
    }

    /** Refuses whoever may not ask for this; nobody else is repeated an answer either. */
    void admit(Caller caller, ObjectNode body) {
        caller.require(Permission.CAN_ACCESS_CRM);
    }

    @Override
    protected final Response handle(Call call) {
        ObjectNode body = call.request().jsonObject();
        admit(call.caller(), body);
        return answers.get().once(call, name, () -> work.answer(requests.get(), call.caller(), body));
    }
}
