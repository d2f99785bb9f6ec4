package com.connectgain.functions.events;

import com.connectgain.functions.events.webhooks.ManualDelivery;
import com.connectgain.functions.events.webhooks.RequestFields;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code webhook-test}: sends a test event to a webhook and answers what its endpoint answered. */
public final class WebhookTest extends HttpFunction {

    private final Once<ManualDelivery> deliveries;

    public WebhookTest() {
        this(Kernel.fromEnvironment());
    }

    public WebhookTest(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER, Credential.API_KEY));
        deliveries = Once.of(() -> new ManualDelivery(kernel));
    }

    @Override
    protected Response handle(Call call) {
        RequestFields.requireManager(call.caller());
        String webhook = RequestFields.text(call.request().jsonObject(), "webhookId", "webhook_id", "id")
                .orElseThrow(() -> Problem.required("webhookId"));
        return Response.ok(deliveries.get().test(call.caller().organization(), webhook));
    }
}
