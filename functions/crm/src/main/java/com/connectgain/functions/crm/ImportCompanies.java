package com.connectgain.functions.crm;

import com.connectgain.functions.crm.imports.ImportCalls;
import com.connectgain.functions.crm.imports.ImportKind;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code import-companies}: companies from CSV, found by domain or name, or made. */
public final class ImportCompanies extends HttpFunction {

    private final Once<ImportCalls> imports;

    public ImportCompanies() {
        this(Kernel.fromEnvironment());
    }

    public ImportCompanies(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER, Credential.API_KEY));
        imports = Once.of(() -> new ImportCalls(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return imports.get().answer(call, ImportKind.COMPANIES);
    }
}
