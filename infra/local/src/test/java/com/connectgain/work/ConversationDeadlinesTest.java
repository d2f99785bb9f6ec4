package com.connectgain.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.people.Office;
import com.connectgain.shared.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code sla_rules} and what they make of conversations. */
@ExtendWith(CloudExtension.class)
class ConversationDeadlinesTest {

    private static final Instant FRIDAY_AT_FOUR = Instant.parse("2030-03-01T16:00:00Z");

    private final LocalCloud cloud;
    private Office office;

    ConversationDeadlinesTest(LocalCloud cloud) {
        this.cloud = cloud;
        at(FRIDAY_AT_FOUR);
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private void at(Instant moment) {
        cloud.clock().set(moment);
        office = office == null ? Office.open(cloud) : office.again();
    }

    private void rule(String columns) {
        office.insert("sla_rules", "{\"name\":\"R\"," + columns + "}");
    }

    private String conversation(String columns) {
        return office.insert("conversations", "{\"contact_id\":\"" + office.contact("Layla") + "\"" + columns + "}");
    }

    private void message(String conversation, String direction, String columns) {
        office.insert(
                "messages",
                "{\"conversation_id\":\"" + conversation + "\",\"content\":\"m\",\"direction\":\"" + direction + "\""
                        + columns + "}");
    }

    private Row row(String conversation) {
        return office.row("conversations", conversation);
    }

    /** In whole minutes: the clock goes on while the test runs. */
    private Duration allowed(String conversation) {
        return Duration.between(FRIDAY_AT_FOUR, deadline(conversation));
    }

    private Instant deadline(String conversation) {
        return row(conversation).instant("sla_deadline").orElseThrow().truncatedTo(ChronoUnit.MINUTES);
    }

    private void assertNoDeadline(String conversation) {
        assertThat(row(conversation).get("sla_deadline").isNull()).isTrue();
    }

    @Test
    void withoutRulesNothingIsDue() {
        String conversation = conversation("");

        message(conversation, "INBOUND", "");

        assertNoDeadline(conversation);
    }

    @Test
    void firstUnansweredMessageStartsTheClockAndAnAnswerStopsIt() {
        rule("\"first_response_minutes\":30,\"next_response_minutes\":120");
        String conversation = conversation("");
        assertNoDeadline(conversation);

        message(conversation, "INBOUND", "");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(30));
        at(FRIDAY_AT_FOUR.plusSeconds(600));
        message(conversation, "INBOUND", "");
        assertThat(allowed(conversation))
                .as("the contact waits since the first")
                .isEqualTo(Duration.ofMinutes(30));
        message(conversation, "OUTBOUND", ",\"status\":\"FAILED\"");
        assertThat(allowed(conversation)).as("nobody was answered").isEqualTo(Duration.ofMinutes(30));
        message(conversation, "OUTBOUND", "");
        assertNoDeadline(conversation);
        message(conversation, "INBOUND", "");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(130));
    }

    @Test
    void resolutionIsDueWhileTheConversationIsOpenAndAgainWhenItOpensAgain() {
        rule("\"first_response_minutes\":30,\"resolution_minutes\":60");
        String conversation = conversation("");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(60));

        message(conversation, "INBOUND", "");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(30));
        message(conversation, "OUTBOUND", "");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(60));
        office.change("conversations", conversation, "{\"status\":\"CLOSED\"}");
        assertNoDeadline(conversation);
        at(FRIDAY_AT_FOUR.plusSeconds(3600));
        message(conversation, "INBOUND", "");
        assertThat(row(conversation).text("status")).isEqualTo("OPEN");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(90));
        message(conversation, "OUTBOUND", "");
        assertThat(allowed(conversation)).isEqualTo(Duration.ofMinutes(120));
    }

    @Test
    void firstActiveRuleThatFitsApplies() {
        rule("\"position\":0,\"first_response_minutes\":1,\"is_active\":false");
        rule("\"position\":1,\"first_response_minutes\":2,\"applies_to\":\"DEAL\"");
        rule("\"position\":2,\"first_response_minutes\":3,\"priority\":\"URGENT\"");
        rule("\"position\":3,\"first_response_minutes\":4,\"channel_types\":[\"TELEGRAM\"]");
        rule("\"position\":4,\"first_response_minutes\":5");
        String account = office.insert("channel_accounts", "{\"name\":\"T\",\"type\":\"TELEGRAM\"}");
        String urgent = conversation(",\"priority\":\"URGENT\"");
        String telegram = conversation(",\"channel_account_id\":\"" + account + "\"");
        String other = conversation("");

        for (String conversation : new String[] {urgent, telegram, other}) {
            message(conversation, "INBOUND", "");
        }

        assertThat(allowed(urgent)).isEqualTo(Duration.ofMinutes(3));
        assertThat(allowed(telegram)).isEqualTo(Duration.ofMinutes(4));
        assertThat(allowed(other)).isEqualTo(Duration.ofMinutes(5));
        office.change("conversations", other, "{\"priority\":\"URGENT\"}");
        assertThat(allowed(other)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void nightsAndWeekendsDoNotCountWhereTheRuleSaysSo() {
        rule("\"first_response_minutes\":120,\"business_hours_only\":true");
        String conversation = conversation("");

        message(conversation, "INBOUND", "");

        assertThat(deadline(conversation)).isEqualTo(Instant.parse("2030-03-04T10:00:00Z"));
    }

    @Test
    void missedDeadlineIsMarkedAndToldOnce() {
        rule("\"first_response_minutes\":30");
        String conversation = conversation("");
        message(conversation, "INBOUND", "");
        String answered = conversation("");
        message(answered, "INBOUND", "");
        message(answered, "OUTBOUND", "");

        at(FRIDAY_AT_FOUR.plusSeconds(1790));
        office.tick("SlaClock");
        assertThat(row(conversation).get("sla_breached_at").isNull()).isTrue();
        at(FRIDAY_AT_FOUR.plusSeconds(1830));
        office.tick("SlaClock");
        office.tick("SlaClock");

        assertThat(row(conversation).get("sla_breached_at"))
                .isEqualTo(row(conversation).get("sla_deadline"));
        assertThat(row(conversation).get("next_action_at").isNull()).isTrue();
        assertThat(row(answered).get("sla_breached_at").isNull()).isTrue();
        assertThat(office.all("notifications"))
                .filteredOn(notice -> notice.text("kind").equals("conversation_overdue"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text("entity_id")).isEqualTo(conversation));
    }
}
