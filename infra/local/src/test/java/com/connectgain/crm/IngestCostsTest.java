package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What requests come to in DynamoDB calls: counts, which no busy machine changes. */
@ExtendWith(CloudExtension.class)
class IngestCostsTest {

    /** Key, rate, and what a batch reads once for all its rows. */
    private static final int ONCE = 15;

    private final Crm crm;

    IngestCostsTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
    }

    private static int calls(Answer answer) {
        return Integer.parseInt(answer.header("X-DynamoDB-Cost").replaceAll("calls=(\\d+).*", "$1"));
    }

    @Test
    void newContactTakesThreeCallsAndAKnownOneAboutOne() {
        ObjectNode body = ImportContactsTest.batch(500);

        Answer first = crm.post("import-contacts-bulk", body);
        Answer again = crm.post("import-contacts-bulk", body);

        assertThat(first.ok().at("/summary/new_contacts").asInt()).isEqualTo(500);
        assertThat(again.ok().at("/summary/updated_contacts").asInt()).isEqualTo(500);
        assertThat(calls(first)).isLessThanOrEqualTo(3 * 500 + ONCE);
        assertThat(calls(again)).isLessThanOrEqualTo((int) (1.2 * 500));
    }

    @Test
    void dealOfANewLeadIsWrittenInTheContactsOwnCall() {
        ObjectNode body = Json.object();
        ArrayNode leads = body.putArray("leads");
        for (int i = 0; i < 100; i++) {
            leads.addObject()
                    .put("email", "l" + i + "@example.com")
                    .put("phone", "+2011" + (10_000_000 + i))
                    .putObject("deal")
                    .put("title", "Order " + i);
        }

        Answer first = crm.post("create-leads-bulk", body);
        Answer again = crm.post("create-leads-bulk", body);

        assertThat(first.ok().at("/summary/new_deals").asInt()).isEqualTo(100);
        assertThat(again.ok().at("/summary/new_deals").asInt()).isZero();
        assertThat(calls(first)).isLessThanOrEqualTo(6 * 100 + ONCE);
    }

    @Test
    void messageTakesFewCalls() {
        ObjectNode body =
                Json.object().put("phone", "+201001383533").put("content", "x").put("direction", "incoming");

        Answer first = crm.post("insert-message", body);
        Answer again = crm.post("insert-message", body);

        assertThat(first.ok().path("contactId")).isEqualTo(again.ok().path("contactId"));
        assertThat(calls(first)).isLessThanOrEqualTo(15);
        assertThat(calls(again)).isLessThanOrEqualTo(13);
    }
}
