package com.connectgain.functions.crm.imports;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.StoredAnswers;

/** The calls that bring a file with them: who may, and once for each {@code Idempotency-Key}. */
public final class ImportCalls {

    private final ImportRequests requests;
    private final StoredAnswers answers;

    public ImportCalls(Kernel kernel) {
        this.requests = new ImportRequests(kernel);
        this.answers = new StoredAnswers(kernel.store().operations(), kernel.clock());
    }

    public Response answer(Call call, ImportKind kind) {
        return answer(call, kind, ImportBody.read(call.request()));
    }

    Response answer(Call call, ImportKind kind, ImportBody body) {
        call.caller().require(Permission.CAN_ACCESS_CRM);
        call.caller().organization();
        return answers.once(call, "import#" + kind, () -> requests.run(kind, call.caller(), body));
    }
}
