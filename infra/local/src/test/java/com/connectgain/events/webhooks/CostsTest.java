package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.functions.events.stream.Batch;
import com.connectgain.functions.events.stream.Outbox;
import com.connectgain.functions.events.webhooks.Dispatcher;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.lambda.RowChange;
import com.connectgain.shared.store.Meter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an event costs in DynamoDB calls, so that nobody makes it dearer unseen. */
@ExtendWith(CloudExtension.class)
class CostsTest {

    private final LocalCloud cloud;

    CostsTest(LocalCloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void batchOfAnOrganizationThatNobodyListensInCostsOneRead() throws Exception {
        String organization = Ids.next();

        Meter meter = batchOf(organization, 50);

        assertThat(meter.calls()).isEqualTo(1);
        assertThat(meter.readUnits()).isLessThanOrEqualTo(1);
    }

    @Test
    void deliveryCostsOneReadAndFiveWrites() throws Exception {
        Hooks hooks = new Hooks(cloud);
        String sink = Hooks.newSink();
        String webhook = hooks.webhook(sink, null, "task.created").path("id").asText();
        ObjectNode message = Json.object().put("rounds", 0);
        message.putObject("delivery")
                .put("organization_id", hooks.organization)
                .put("webhook_id", webhook)
                .put("event_id", Ids.next())
                .put("event_type", "task.created")
                .put("timestamp", "2026-03-01T00:00:00.000Z")
                .put("body", "{\"event\":\"task.created\"}");
        Dispatcher dispatcher = new Dispatcher(cloud.kernel());
        Meter meter = new Meter();

        meter.run(() -> handled(dispatcher, message));

        assertThat(hooks.received(sink, 1)).hasSize(1);
        // The webhook; the slot, the claim, the claim's end, the log, the slot.
        assertThat(meter.calls()).isEqualTo(6);
    }

    private static boolean handled(Dispatcher dispatcher, ObjectNode message) {
        dispatcher.handle(message);
        return true;
    }

    private Meter batchOf(String organization, int contacts) throws Exception {
        Batch batch = new Batch(cloud.kernel().store(), Outbox.of(cloud.kernel()));
        Meter meter = new Meter();
        for (int number = 0; number < contacts; number++) {
            batch.add(change(organization));
        }
        meter.measure(() -> {
            batch.send();
            return null;
        });
        return meter;
    }

    private RowChange change(String organization) {
        ObjectNode row = Json.object()
                .put("id", Ids.next())
                .put("organization_id", organization)
                .put("created_at", "2026-03-01T00:00:00+00:00");
        return new RowChange(
                Ids.next(),
                "contacts",
                organization,
                Optional.empty(),
                Optional.of(row),
                1,
                false,
                cloud.kernel().clock().instant(),
                List.of());
    }
}
