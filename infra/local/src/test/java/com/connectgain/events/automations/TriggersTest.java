package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every documented trigger that no provider is needed for starts its rule when its row is written. What the clock tells
 * is tested with the clock.
 */
@ExtendWith(CloudExtension.class)
class TriggersTest {

    private final Organization organization;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    TriggersTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
        rows.put("contact", organization.contact("Jane"));
        rows.put("other", organization.contact("John"));
        Row conversation = organization.conversation(rows.get("contact"), "TELEGRAM");
        rows.put("conversation", conversation);
        add("deal", "deals", "{'title':'D','contact_id':'%s'}".formatted(id("contact")));
        add("task", "tasks", "{'title':'T'}");
        add("call", "call_records", "{'contact_id':'%s','source':'upload'}".formatted(id("contact")));
        add(
                "booking",
                "bookings",
                "{'title':'B','start_date_time':'2099-01-05T10:00:00Z'," + "'end_date_time':'2099-01-05T11:00:00Z'}");
        add("stage", "lifecycle_stages", "{'name':'Fan'}");
        add("campaign", "campaigns", "{'name':'C','type':'SMS'}");
        add(
                "sent",
                "notification_logs",
                "{'campaign_id':'%s','contact_id':'%s','recipient':'+20','status':'SENT','sent_at':'%s'}"
                        .formatted(
                                id("campaign"),
                                id("contact"),
                                DateTimes.print(cloud.clock().instant())));
        organization.idle();
    }

    private void add(String name, String table, String values) {
        rows.put(name, organization.insert(table, (ObjectNode) Json.read(values.replace('\'', '"'))));
    }

    private String id(String name) {
        return rows.get(name).id();
    }

    private ObjectNode filled(JsonNode values) {
        String text = Json.write(values)
                .replace("${owner}", organization.owner)
                .replace("${channel}", rows.get("conversation").text("channel_account_id"));
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            text = text.replace("${" + row.getKey() + "}", row.getValue().id());
        }
        return (ObjectNode) Json.read(text);
    }

    /** All in one organization: whatever else a write starts, its own rule is among it. */
    @Test
    void writtenRowStartsTheRulesThatWaitForIt() throws IOException {
        JsonNode triggers;
        try (InputStream file = TriggersTest.class.getResourceAsStream("/automations/triggers.json")) {
            triggers = Json.read(file);
        }
        Map<String, Row> rules = new LinkedHashMap<>();
        for (JsonNode trigger : triggers) {
            String type = trigger.path("trigger").asText();
            rules.put(
                    type,
                    organization.rule(
                            type,
                            "[]",
                            "[{\"type\":\"NOTIFY_USER\",\"title\":\"x\",\"user_id\":\"%s\"}]"
                                    .formatted(organization.owner)));
        }
        for (JsonNode trigger : triggers) {
            if (trigger.has("insert")) {
                organization.insert(
                        trigger.path("insert").path(0).asText(),
                        filled(trigger.path("insert").path(1)));
            } else {
                organization.change(
                        rows.get(trigger.path("row").asText()),
                        values -> values.setAll(filled(trigger.path("change"))));
            }
        }
        organization.idle();

        List<String> silent = rules.entrySet().stream()
                .filter(rule -> organization.executions(rule.getValue()).stream()
                        .noneMatch(run -> "success".equals(run.text("status"))))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(silent).isEmpty();
    }
}
