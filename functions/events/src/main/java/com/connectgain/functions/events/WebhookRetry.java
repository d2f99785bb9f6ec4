package com.connectgain.functions.events;

import com.connectgain.functions.events.webhooks.ManualDelivery;
import com.connectgain.functions.events.webhooks.ManualDelivery.Range;
import com.connectgain.functions.events.webhooks.RequestFields;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** {@code webhook-retry}: makes one failed delivery again at once, or puts all failed ones of a time on the queue. */
public final class WebhookRetry extends HttpFunction {

    private final Once<ManualDelivery> deliveries;

    public WebhookRetry() {
        this(Kernel.fromEnvironment());
    }

    public WebhookRetry(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER, Credential.API_KEY));
        deliveries = Once.of(() -> new ManualDelivery(kernel));
    }

    @Override
    protected Response handle(Call call) {
        RequestFields.requireManager(call.caller());
        ObjectNode body = call.request().jsonObject();
        String organization = call.caller().organization();
        Optional<String> log = RequestFields.text(body, "logId", "log_id");
        if (log.isPresent()) {
            return Response.ok(deliveries.get().again(organization, log.get()));
        }
        Optional<String> delivery = RequestFields.text(body, "deliveryId", "delivery_id");
        if (delivery.isPresent()) {
            return Response.ok(deliveries.get().againByDelivery(organization, delivery.get()));
        }
        Range range = new Range(
                RequestFields.moment(body, "from"),
                RequestFields.moment(body, "to"),
                RequestFields.text(body, "webhookId", "webhook_id"));
        if (range.from().isEmpty() && range.webhook().isEmpty()) {
            throw Problem.required("logId")
                    .withHint("Or deliveryId, or from, to and webhookId for all failed deliveries of a time");
        }
        return Response.ok(deliveries.get().again(organization, range));
    }
}
