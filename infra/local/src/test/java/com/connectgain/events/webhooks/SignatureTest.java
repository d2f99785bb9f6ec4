package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.NodeClient;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers that verify signatures can, with what their libraries do. */
@ExtendWith(CloudExtension.class)
class SignatureTest {

    private static final String[] FIELDS = {
        "{\"مدينة\":\"القاهرة\",\"note\":\"He said \\\"hi\\\" \\\\ \\u0007 \\n\"}",
        "{\"😀\":\"👩‍👩‍👧‍👦 \\u2028\",\"score\":99.90,\"tiny\":0.0000001,\"big\":1e21,\"n\":12345678901234567890}",
        "{\"10\":1,\"9\":{\"b\":[1.0,2.50,{\"2\":null,\"1\":true}],\"a\":{}},\"z\":[]}"
    };

    @Test
    void threeForeignLibrariesVerifyWhatWeSign(LocalCloud cloud) throws Exception {
        for (String secret : new String[] {"sf_sync_secret_2024", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}) {
            Hooks hooks = new Hooks(cloud);
            String sink = Hooks.newSink();
            hooks.webhook(sink, secret, "contact.created", "contact.updated");
            for (String fields : FIELDS) {
                ObjectNode contact = Json.object().put("first_name", "سارة 😀").put("city", "\"a\\b\"/c");
                contact.set("custom_fields", Json.readObject(fields));
                hooks.insert("contacts", contact);
            }
            hooks.received(sink, FIELDS.length);

            NodeClient.Run run = NodeClient.run("signatures.mjs", cloud.url(), secret, sink);

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output()).contains(FIELDS.length + " deliveries verified");
        }
    }
}
