package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.functions.events.automations.Engine;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of many runs of one rule at the same moment. */
@ExtendWith(CloudExtension.class)
class CrowdTest {

    private static final int RUNS = 24;

    private final Organization organization;

    CrowdTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            events.add(organization.event("contact.updated", organization.contact("Guest" + i)));
        }
        organization.idle();
        return events;
    }

    private void hearAtOnce(List<Event> events) {
        Parallel.map(events, RUNS, event -> {
            new Engine(organization.cloud.kernel()).handle(event.json(), false);
            return event;
        });
        organization.idle();
    }

    private long runs(Row rule, String status) {
        return organization.executions(rule).stream()
                .filter(run -> run.text("status").equals(status))
                .count();
    }

    @Test
    void everyRunOfABusyRuleIsCountedOnce() {
        Row good = organization.rule("contact.updated", "[]", "[{\"type\":\"ADD_TAG\",\"tags\":[\"x\"]}]");
        Row bad = organization.rule("contact.updated", "[]", "[{\"type\":\"COMPLETE_TASK\"}]");
        List<Event> events = events();

        hearAtOnce(events);

        Row goodNow = organization.again(good);
        assertThat(goodNow.get("success_count").asLong())
                .isEqualTo(runs(good, "success"))
                .isGreaterThanOrEqualTo(RUNS);
        assertThat(goodNow.get("failure_count").asLong()).isZero();
        assertThat(goodNow.get("execution_count")).isEqualTo(goodNow.get("success_count"));
        Row badNow = organization.again(bad);
        assertThat(badNow.get("failure_count").asLong())
                .isEqualTo(runs(bad, "failed"))
                .isGreaterThanOrEqualTo(RUNS);
        assertThat(badNow.get("success_count").asLong()).isZero();
    }

    @Test
    void memberWhomManyWantAtTheSameTimeIsBookedOnce() {
        Row host = organization.member("Host");
        List<Event> events = events();
        Row rule = organization.rule("contact.updated", "[]", """
            [{"type": "CREATE_BOOKING", "title": "Visit of {{contact.name}}", "duration_minutes": 30,
              "start": "2031-03-03T10:00:00Z", "user_id": "%s"}]\
            """.formatted(host.id()));

        hearAtOnce(events);

        assertThat(organization.all("bookings")).hasSize(1);
        assertThat(organization.executions(rule).stream()
                        .filter(run -> run.text("status").equals("failed"))
                        .map(run -> run.text("error_message")))
                .hasSize(RUNS - 1)
                .allMatch("CREATE_BOOKING: The member has another booking then"::equals);
    }
}
