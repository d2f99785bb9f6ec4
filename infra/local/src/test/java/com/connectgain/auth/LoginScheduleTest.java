package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.NewRow;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** UC-TEAM-003: sign-in within the member's weekly hours, in the organization's time. */
@ExtendWith(CloudExtension.class)
class LoginScheduleTest {

    private final LocalCloud cloud;
    private final Client client;

    LoginScheduleTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
    }

    private String restrictedMember(int weekdayShift, String start, String end) {
        String email = Client.newEmail();
        JsonNode user = client.register(email).path("user");
        String id = user.path("id").asText();
        String organizationId = user.at("/app_metadata/organization_id").asText();
        Store store = cloud.kernel().store();
        Row profile = store.find("profiles", organizationId, id).orElseThrow();
        store.update(profile, Json.object().put("restrict_login_to_schedule", true))
                .rows();
        Row organization =
                store.find("organizations", organizationId, organizationId).orElseThrow();
        store.update(organization, Json.object().put("timezone", "Asia/Tokyo")).rows();
        ZonedDateTime now = cloud.clock().instant().atZone(ZoneId.of("Asia/Tokyo"));
        int weekday = Math.floorMod(now.getDayOfWeek().getValue() + weekdayShift, 7);
        store.insert(NewRow.of(
                        store.table("login_schedules"),
                        Json.object()
                                .put("organization_id", organizationId)
                                .put("user_id", id)
                                .put("weekday", weekday)
                                .put("start_time", start)
                                .put("end_time", end),
                        cloud.clock().instant()))
                .rows();
        return email;
    }

    @Test
    void signInWithinTheHoursSucceeds() {
        assertThat(client.signIn(restrictedMember(0, "00:00:00", "24:00:00")).status())
                .isEqualTo(200);
    }

    @Test
    void signInOnAnotherDayIsRefusedWithAMessage() {
        Client.Answer answer = client.signIn(restrictedMember(2, "00:00:00", "24:00:00"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("msg").asText()).contains("outside your scheduled working hours");
    }

    @Test
    void mobileLoginKeepsTheScheduleToo() {
        String email = restrictedMember(2, "08:00:00", "18:00:00");

        Client.Answer answer = client.call("POST", "/functions/v1/mobile-api/login", Client.credentials(email));

        assertThat(answer.status()).isEqualTo(403);
    }
}
