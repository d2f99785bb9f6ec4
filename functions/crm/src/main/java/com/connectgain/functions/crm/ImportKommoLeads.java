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

/** {@code import-kommo-leads}: Kommo's export of leads, with contacts, companies, deals and notes. */
public final class ImportKommoLeads extends HttpFunction {

    private final Once<ImportCalls> imports;

    public ImportKommoLeads() {
        this(Kernel.fromEnvironment());
    }

    public ImportKommoLeads(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER, Credential.API_KEY));
        imports = Once.of(() -> new ImportCalls(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return imports.get().answer(call, ImportKind.KOMMO);
    }
}
