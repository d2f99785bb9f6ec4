package com.connectgain.functions.events;

import com.connectgain.functions.events.automations.TestRun;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code automation-test}: what a rule would do about an event, without doing it. */
public final class AutomationTest extends HttpFunction {

    public AutomationTest() {
        this(Kernel.fromEnvironment());
    }

    public AutomationTest(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
    }

    @Override
    protected Response handle(Call call) {
        if (!call.caller().administers()) {
            call.caller().require(Permission.CAN_MANAGE_SETTINGS);
        }
        return Response.ok(new TestRun(kernel)
                .run(call.caller().organization(), call.request().jsonObject()));
    }
}
