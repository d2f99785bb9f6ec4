package com.connectgain.sharing;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.sales.Sales;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class PublicProjectTest {

    private final Sales sales;
    private final JsonNode project;

    PublicProjectTest(LocalCloud cloud) {
        sales = Sales.open(cloud);
        JsonNode contact = sales.contact("Secret client");
        project = sales.insert(
                "projects",
                Json.object()
                        .put("name", "فيلا النخيل")
                        .put("description", "margin is thin")
                        .put("status", "IN_PROGRESS")
                        .put("start_date", "2026-01-01")
                        .put("end_date", "2026-12-31")
                        .put("budget", 77777)
                        .put("customer_contact_id", id(contact))
                        .put("is_public", true));
    }

    private Answer open(String token) {
        return sales.outside("GET", "public-project?token=" + token, null);
    }

    private void publish(boolean on) {
        sales.change("projects", project, Json.object().put("is_public", on));
    }

    private JsonNode step(String table, ObjectNode values) {
        return sales.insert(table, values.put("project_id", id(project)));
    }

    @Test
    void clientFollowsTheProjectWithoutAnAccount() {
        JsonNode second =
                step("project_milestones", Json.object().put("name", "Roof").put("order_index", 2));
        step(
                "project_milestones",
                Json.object().put("name", "Walls").put("order_index", 1).put("status", "COMPLETED"));
        step(
                "project_deliverables",
                Json.object()
                        .put("name", "Plans")
                        .put("milestone_id", id(second))
                        .put("assignee_id", sales.user)
                        .put("due_date", "2026-02-01"));

        Answer answer = open(project.path("public_token").asText());

        JsonNode shown = answer.ok();
        assertThat(shown.at("/project/name").asText()).isEqualTo("فيلا النخيل");
        assertThat(shown.at("/project/status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(shown.at("/project/end_date").asText()).isEqualTo("2026-12-31");
        assertThat(shown.at("/project/progress").isInt()).isTrue();
        assertThat(shown.at("/milestones/0/name").asText()).isEqualTo("Walls");
        assertThat(shown.at("/milestones/1/name").asText()).isEqualTo("Roof");
        assertThat(shown.at("/deliverables/0/milestone_id")).isEqualTo(second.path("id"));
        assertThat(answer.raw().body())
                .doesNotContain("77777", "margin is thin", "Secret client", "budget", sales.user, sales.organization);
    }

    @Test
    void hiddenProjectIsNoProject() {
        String token = project.path("public_token").asText();
        publish(false);

        Answer hidden = open(token);
        Answer unknown = open("nobody");
        Answer none = sales.outside("GET", "public-project", null);

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(hidden.body().path("message").asText()).isEqualTo("Project not found");
        assertThat(none.body().path("message").asText()).isEqualTo("token is required");
        publish(true);
        assertThat(open(token).status()).isEqualTo(200);
    }
}
