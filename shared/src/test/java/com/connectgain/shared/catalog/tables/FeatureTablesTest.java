package com.connectgain.shared.catalog.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Check;
import com.connectgain.shared.catalog.Table.Reference;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureTablesTest {

    /** Declared with accounts, contacts, deals and the inbox. */
    private static final List<String> NEIGHBOURS = List.of(
            "organizations",
            "profiles",
            "contacts",
            "deals",
            "pipelines",
            "tasks",
            "channel_accounts",
            "conversations");

    private static final String USER = "11111111-1111-4111-8111-111111111111";

    private static List<Table> tables() {
        return Stream.of(
                        EventTables.tables(),
                        TaskAutomationTables.tables(),
                        CampaignTables.tables(),
                        SequenceTables.tables(),
                        FlowTables.tables(),
                        CallTables.tables(),
                        CallIntelligenceTables.tables(),
                        AiTables.tables(),
                        SchedulingTables.tables(),
                        SocialTables.tables(),
                        AnalyticsTables.tables())
                .flatMap(List::stream)
                .toList();
    }

    private static Catalog catalog() {
        List<Table> all = new ArrayList<>(tables());
        for (String name : NEIGHBOURS) {
            all.add(Table.bare(name).columns(Column.uuid("id")).primaryKey("id").build());
        }
        return Catalog.of(all);
    }

    private static Table table(String name) {
        return catalog().table(name);
    }

    @Test
    void everyTableIsDeclaredOnceAndEveryReferenceMeetsItsTarget() {
        Catalog catalog = catalog();

        for (Table table : tables()) {
            for (Catalog.ForeignKey key : catalog.foreignKeysOf(table)) {
                assertThat(key.target().columnNames()).as(key.constraint()).containsAll(key.targetColumns());
            }
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "documented-columns.csv", delimiter = ';', numLinesToSkip = 1)
    void documentedColumnsAreDeclared(String table, String columns) {
        assertThat(table(table).columnNames()).contains(columns.strip().split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableSaysWhatItIsFor(Table table) {
        assertThat(table.doc()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void literalDefaultsFitTheirColumns(Table table) {
        for (Column column : table.columns()) {
            if (column.defaultValue().orElse(null) instanceof Default.Literal(JsonNode value)) {
                assertThat(fits(column, value))
                        .as(table + "." + column.name() + " = " + value)
                        .isTrue();
            }
        }
    }

    private static boolean fits(Column column, JsonNode value) {
        if (column.type().array()) {
            return value.isArray() && (column.values().isEmpty() || allKnown(column, value));
        }
        if (column.type().isText()) {
            return value.isTextual()
                    && (column.values().isEmpty() || column.values().contains(value.textValue()));
        }
        if (column.type().isNumber()) {
            BigDecimal number = value.decimalValue();
            return value.isNumber()
                    && column.least().map(least -> number.compareTo(least) >= 0).orElse(true)
                    && column.most().map(most -> number.compareTo(most) <= 0).orElse(true);
        }
        return column.type().kind() != Kind.BOOLEAN || value.isBoolean();
    }

    private static boolean allKnown(Column column, JsonNode array) {
        return array.valueStream().allMatch(element -> column.values().contains(element.textValue()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aliasesStandForKnownValues(Table table) {
        for (Column column : table.columns()) {
            column.aliases()
                    .forEach((written, stored) -> assertThat(column.values())
                            .as(table + "." + column.name())
                            .contains(stored)
                            .doesNotContain(written));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aColumnThatClientsCannotSetIsNeverMissingItsValue(Table table) {
        for (Column column : table.columns()) {
            if (column.isReadOnly() && column.isRequired()) {
                assertThat(column.defaultValue().isPresent()
                                || column.derivation().isPresent())
                        .as(table + "." + column.name())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aReferenceThatIsSetToNullMayBeNull(Table table) {
        for (Reference reference : table.references()) {
            if (reference.onDelete() == OnDelete.SET_NULL) {
                assertThat(table.column(reference.columns().getFirst())
                                .orElseThrow()
                                .isRequired())
                        .as(reference.constraint())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void timesThatTheStoreIndexesAreTimestamps(Table table) {
        Stream.of(table.activity(), table.expiry(), table.due().map(Table.Due::column))
                .flatMap(name -> name.stream())
                .forEach(name -> assertThat(
                                table.column(name).orElseThrow().type().kind())
                        .as(table + "." + name)
                        .isEqualTo(Kind.TIMESTAMPTZ));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void uniquesSpanColumnsOfTheTable(Table table) {
        for (Table.Unique unique : table.uniques()) {
            assertThat(table.columnNames()).as(unique.name()).containsAll(unique.columns());
        }
        table.partition()
                .ifPresent(
                        column -> assertThat(table.column(column).orElseThrow().isRequired())
                                .as(table + "." + column)
                                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void secretsAreNeverIndexedOrSearched(Table table) {
        for (Column column : table.columns()) {
            if (column.isSecret()) {
                assertThat(column.isIndexed() || column.isPosted() || column.isSearched())
                        .as(table + "." + column.name())
                        .isFalse();
            }
        }
    }

    @Test
    void apiKeysReachFourOfTheseTables() {
        assertThat(tables().stream().filter(table -> table.access().proxied()).map(Table::name))
                .containsExactlyInAnyOrder("automation_rules", "bot_flows", "call_records", "campaigns");
    }

    @Test
    void workThatBecomesDueLeavesTheIndexWhenItIsDone() {
        assertThat(isDue("campaigns", row("status", "SCHEDULED"))).isTrue();
        assertThat(isDue("campaigns", row("status", "CANCELLED"))).isFalse();
        assertThat(isDue("sequence_enrollments", row("status", "active").put("sequence_is_active", true)))
                .isTrue();
        assertThat(isDue("sequence_enrollments", row("status", "active").put("sequence_is_active", false)))
                .isFalse();
        assertThat(isDue("bookings", row("status", "cancelled"))).isFalse();
        assertThat(isDue("webhook_dlq", row("status", "dead"))).isFalse();
    }

    @Test
    void anAgentHearsOwnCallsOnlyAndNobodysWithoutAccess() {
        Rule read = table("call_records").access().read();

        assertThat(read.reach(agent())).isEqualTo(Rule.NONE);
        assertThat(read.reach(agent(Permission.CAN_ACCESS_CALL_INTELLIGENCE)))
                .isEqualTo(new Rule.Reach.OwnRows(Set.of("agent_id")));
        assertThat(read.reach(agent(Permission.CAN_SEE_ALL_CALL_RECORDS))).isEqualTo(Rule.NONE);
        assertThat(read.reach(agent(Permission.CAN_ACCESS_CALL_INTELLIGENCE, Permission.CAN_SEE_ALL_CALL_RECORDS)))
                .isEqualTo(Rule.ALL);
        assertThat(read.reach(member(Role.ADMIN))).isEqualTo(Rule.ALL);
    }

    @Test
    void onlyAdministratorsReclassifyCalls() {
        Rule writers = table("call_records")
                .column("call_type")
                .orElseThrow()
                .writers()
                .orElseThrow();

        assertThat(writers.reach(agent(Permission.CAN_ACCESS_CALL_INTELLIGENCE)))
                .isEqualTo(Rule.NONE);
        assertThat(writers.reach(member(Role.ADMIN))).isEqualTo(Rule.ALL);
    }

    @Test
    void onlyAdministratorsDeleteCalls() {
        Rule delete = table("call_records").access().delete();

        assertThat(delete.reach(agent(Permission.CAN_ACCESS_CALL_INTELLIGENCE))).isEqualTo(Rule.NONE);
        assertThat(delete.reach(member(Role.OWNER))).isEqualTo(Rule.ALL);
    }

    @Test
    void campaignsNeedTheBroadcastPermission() {
        Rule write = table("campaigns").access().insert();

        assertThat(write.reach(agent())).isEqualTo(Rule.NONE);
        assertThat(write.reach(agent(Permission.CAN_ACCESS_BROADCAST))).isEqualTo(Rule.ALL);
    }

    @Test
    void thePlannerShowsOwnPostsUnlessAllMayBeSeen() {
        Rule read = table("social_posts").access().read();

        assertThat(read.reach(agent(Permission.CAN_ACCESS_SOCIAL_MEDIA)))
                .isEqualTo(new Rule.Reach.OwnRows(Set.of("created_by")));
        assertThat(read.reach(agent(Permission.CAN_ACCESS_SOCIAL_MEDIA, Permission.CAN_SEE_ALL_SOCIAL_POSTS)))
                .isEqualTo(Rule.ALL);
    }

    @Test
    void aStepNeedsABodyUnlessATemplateSpeaksForIt() {
        assertThat(holds("sequence_steps", row("channel", "email"))).isFalse();
        assertThat(holds("sequence_steps", row("channel", "email").put("message_body", "Hello")))
                .isTrue();
        assertThat(holds("sequence_steps", row("channel", "whatsapp_cloud"))).isFalse();
        assertThat(holds("sequence_steps", row("channel", "whatsapp_cloud").put("template_name", "welcome")))
                .isTrue();
    }

    @Test
    void aBookingEndsAfterItStarts() {
        assertThat(holds("bookings", booking("2026-03-01T10:00:00+02:00", "2026-03-01T08:30:00Z")))
                .isTrue();
        assertThat(holds("bookings", booking("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")))
                .isFalse();
    }

    @Test
    void aWebhookSubscribesToSomething() {
        ObjectNode webhook = row("url", "https://example.com/hook");
        webhook.putArray("events").add("contact.created");

        assertThat(holds("webhook_configurations", webhook)).isTrue();
        webhook.putArray("events");
        assertThat(holds("webhook_configurations", webhook)).isFalse();
    }

    @Test
    void aTrackerSaysWhatItLooksFor() {
        ObjectNode keyword = row("detection_type", "keyword");
        keyword.putArray("phrases");

        assertThat(holds("call_trackers", keyword)).isFalse();
        assertThat(holds("call_trackers", row("detection_type", "smart"))).isFalse();
        assertThat(holds("call_trackers", row("detection_type", "smart").put("concept", "Price talk")))
                .isTrue();
    }

    @Test
    void derivedAmountsFollowTheirFormulas() {
        ObjectNode campaign = Json.object().put("sent_count", 1000);
        campaign.put("unit_cost", new BigDecimal("0.05"));
        assertThat(derived("campaigns", "cost", campaign).decimalValue()).isEqualByComparingTo("50");
        assertThat(derived("campaigns", "cost", Json.object().put("sent_count", 3))
                        .isNull())
                .isTrue();

        ObjectNode usage = Json.object().put("input_tokens", 2_000_000).put("output_tokens", 500_000);
        assertThat(derived("call_token_usage", "total_tokens", usage).longValue())
                .isEqualTo(2_500_000);
        assertThat(derived("call_token_usage", "estimated_cost_usd", usage).decimalValue())
                .isEqualByComparingTo("0.60");

        ObjectNode scorecard = Json.object();
        ArrayNode scores = scorecard.putArray("scores");
        scores.addObject().put("score", 4);
        scores.addObject().put("score", 3);
        assertThat(derived("call_scorecards", "total_score", scorecard).intValue())
                .isEqualTo(7);
    }

    private static Caller agent(Permission... permissions) {
        return member(Role.AGENT, permissions);
    }

    private static Caller member(Role role, Permission... permissions) {
        return new Caller(Credential.USER, "org", USER, "session", null, "member", role, Set.of(permissions));
    }

    private static ObjectNode row(String column, String value) {
        return Json.object().put(column, value);
    }

    private static ObjectNode booking(String start, String end) {
        return row("start_date_time", start).put("end_date_time", end);
    }

    private static boolean isDue(String table, ObjectNode row) {
        return table(table).due().orElseThrow().when().test(row);
    }

    private static boolean holds(String table, ObjectNode row) {
        return table(table).checks().stream().map(Check::holds).allMatch(check -> check.test(row));
    }

    private static JsonNode derived(String table, String column, ObjectNode row) {
        return table(table)
                .column(column)
                .orElseThrow()
                .derivation()
                .orElseThrow()
                .apply(row);
    }
}
