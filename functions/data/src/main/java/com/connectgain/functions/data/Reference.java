package com.connectgain.functions.data;

import com.connectgain.functions.data.reference.ApiReference;
import com.connectgain.functions.data.reference.Rendering;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code reference}: the reference page at {@code /}, {@code /openapi.json} and {@code /postman.json}. */
public final class Reference extends HttpFunction {

    private final ApiReference reference;

    /** The documents are the same for everybody: made here, they are part of the snapshot. */
    public Reference() {
        this(Kernel.fromEnvironment());
        reference.prepared();
    }

    public Reference(Kernel kernel) {
        super(kernel, Endpoint.open("GET"));
        this.reference = new ApiReference(kernel.settings());
    }

    @Override
    protected Response handle(Call call) {
        return document(call.request().path()).answer(call.request());
    }

    private Rendering document(String path) {
        return switch (path) {
            case "", "/" -> reference.page();
            case "/openapi.json" -> reference.openApi();
            case "/postman.json" -> reference.postman();
            default -> throw Problem.notFound("Could not find resource");
        };
    }
}
