package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Given an organization's rows, rules and an event, these are the effects. The cases are in
 * {@code automations/cases.json}; {@code ${name}} stands for the id of a row. A case with {@code carriers} is that of a
 * product in which those parts are installed that carry on what automations begin; one with a {@code clock} begins
 * tomorrow at that time, and then the time goes by.
 */
@ExtendWith(CloudExtension.class)
class CasesTest {

    private final LocalCloud cloud;

    CasesTest(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static Stream<Named> cases() throws IOException {
        try (InputStream file = CasesTest.class.getResourceAsStream("/automations/cases.json")) {
            JsonNode cases = Json.read(file);
            return StreamSupport.stream(cases.spliterator(), false).map(Named::new);
        }
    }

    record Named(JsonNode content) {
        @Override
        public String toString() {
            return content.path("case").asText();
        }
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ruleDoesWhatItSays(Named named) {
        JsonNode given = named.content();
        Organization organization = new Organization(cloud);
        organization.excuseOwner();
        Names names = new Names();
        names.put(
                "owner",
                organization
                        .store()
                        .find("profiles", organization.id, organization.owner)
                        .orElseThrow());
        names.words.put("sink", cloud.url() + "/_sandbox/sink/" + organization.id);
        if (given.has("clock")) {
            setClock(given.path("clock"), names);
        }
        if (given.has("organization")) {
            organization
                    .store()
                    .change(
                            organization.store().table("organizations"),
                            organization.id,
                            organization.id,
                            values -> values.setAll((ObjectNode) given.path("organization")));
        }
        for (JsonNode row : given.path("rows")) {
            ObjectNode values = (ObjectNode) names.filled(row.path("values"));
            names.put(
                    row.path("as").asText(),
                    row.path("table").asText().equals("profiles")
                            ? organization.member("Mia", values)
                            : organization.insert(row.path("table").asText(), values));
        }
        organization.idle();
        List<Row> rules = new ArrayList<>();
        for (JsonNode rule : given.path("rules")) {
            ObjectNode values = (ObjectNode) names.filled(rule);
            values.put("name", values.path("name").asText("A rule"));
            rules.add(organization.insert("automation_rules", values));
        }
        if (given.has("clock")) {
            organization.tick();
        }
        if (given.has("event")) {
            Event event = event(organization, names, given.path("event"));
            if (given.has("carriers")) {
                organization.hearWith(given.path("carriers").asText(), event);
            } else {
                organization.hearAndWait(event);
            }
            checkRuns(organization, rules, event, given.path("runs"));
        }
        for (JsonNode wait : given.path("clock").path("advance")) {
            organization.advance(Duration.parse(wait.asText()));
            organization.tick();
        }
        if (given.has("ran")) {
            checkAllRuns(organization, rules, given.path("ran"));
        }
        for (JsonNode expected : given.path("expect")) {
            check(organization, names, expected);
        }
    }

    /** The day after this one, at the case's time: what is to come, is to come for all of them. */
    private void setClock(JsonNode clock, Names names) {
        LocalDate day =
                LocalDate.ofInstant(cloud.clock().instant(), ZoneOffset.UTC).plusDays(1);
        LocalTime time = LocalTime.parse(clock.path("at").asText());
        Instant now = day.atTime(time).toInstant(ZoneOffset.UTC);
        cloud.clock().set(now);
        for (String wait : List.of("PT1H", "PT2H", "PT24H", "P3D", "P7D")) {
            Duration until = Duration.parse(wait).plusMinutes(10);
            names.words.put("in " + wait, DateTimes.print(now.plus(until)));
            names.words.put("ends " + wait, DateTimes.print(now.plus(until).plus(Duration.ofMinutes(30))));
        }
        for (int days : new int[] {-183, -1, 3, 7, 30, 45}) {
            names.words.put("day " + days, day.plusDays(days).toString());
        }
        names.words.put("birthday", day.withYear(1988).toString());
    }

    /** What the clock set off: every run of a rule went so, and there are so many of them. */
    private static void checkAllRuns(Organization organization, List<Row> rules, JsonNode expected) {
        for (int i = 0; i < expected.size(); i++) {
            Row rule = rules.get(i);
            long times = expected.get(i).path("times").asLong();
            Organization.await("run " + times + " of rule " + i, () -> ended(organization, rule) >= times);
            assertThat(organization.executions(rule))
                    .as("runs of rule " + i)
                    .hasSize((int) times)
                    .allMatch(run -> run.text("status").equals("success"));
        }
    }

    private static long ended(Organization organization, Row rule) {
        return organization.executions(rule).stream()
                .filter(run -> run.find("finished_at").isPresent())
                .count();
    }

    private static Event event(Organization organization, Names names, JsonNode described) {
        String entity = described.path("entity").asText("");
        ObjectNode data = Json.object();
        if (names.rows.containsKey(entity)) {
            data.setAll(organization.again(names.rows.get(entity)).values());
        }
        data.setAll(
                (ObjectNode) names.filled(described.path("data").isObject() ? described.path("data") : Json.object()));
        String table = names.rows.containsKey(entity)
                ? names.rows.get(entity).table().name()
                : described.path("table").asText("messages");
        return new Event(
                Ids.next(),
                described.path("type").asText(),
                organization.id,
                described.has("at")
                        ? Instant.parse(described.path("at").asText())
                        : organization.cloud.clock().instant(),
                table,
                names.rows.containsKey(entity) ? names.rows.get(entity).id() : Ids.next(),
                data,
                List.of());
    }

    private static void check(Organization organization, Names names, JsonNode expected) {
        if (expected.has("calls")) {
            JsonNode calls = organization.calls("sink:" + organization.id);
            assertThat(calls).as("calls").hasSize(expected.path("calls").size());
            for (int i = 0; i < calls.size(); i++) {
                assertContains(
                        "call",
                        calls.get(i),
                        names.filled(expected.path("calls").get(i)));
            }
            return;
        }
        String table = expected.path("table").asText();
        JsonNode where = names.filled(expected.path("where"));
        List<ObjectNode> found = rows(organization, names, table).stream()
                .filter(row -> where.properties().stream()
                        .allMatch(column -> row.path(column.getKey()).equals(column.getValue())))
                .toList();
        assertThat(found)
                .as(table + " where " + where)
                .hasSize(expected.path("count").asInt(1));
        found.forEach(row -> assertContains(table, row, names.filled(expected.path("values"))));
    }

    private static List<ObjectNode> rows(Organization organization, Names names, String table) {
        if (!table.equals("messages")) {
            return organization.all(table).stream().map(Row::values).toList();
        }
        return names.rows.values().stream()
                .filter(row -> row.table().name().equals("conversations"))
                .flatMap(row -> organization
                        .store()
                        .readAll(
                                organization.store().table("messages"),
                                organization.id,
                                new com.connectgain.shared.store.AccessPath.Partition(row.id()))
                        .stream())
                .map(Row::values)
                .filter(row -> row.path("source").asText().equals("automation"))
                .toList();
    }

    private static void assertContains(String where, JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field -> assertContains(
                            where + "." + field.getKey(), actual.path(field.getKey()), field.getValue()));
        } else if (expected.isArray() && expected.path(0).isObject()) {
            assertThat(actual).as(where).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertContains(where + "[" + i + "]", actual.get(i), expected.get(i));
            }
        } else if (expected.isTextual() && expected.textValue().startsWith("~")) {
            assertThat(actual.asText()).as(where).matches(expected.textValue().substring(1));
        } else if (expected.isNumber() && actual.isNumber()) {
            assertThat(actual.decimalValue()).as(where).isEqualByComparingTo(expected.decimalValue());
        } else if (expected.isNull()) {
            assertThat(actual.isNull() || actual.isMissingNode())
                    .as(where + " is null: " + actual)
                    .isTrue();
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }

    private static void checkRuns(Organization organization, List<Row> rules, Event event, JsonNode expected) {
        for (int i = 0; i < expected.size(); i++) {
            List<Row> runs = organization.executions(rules.get(i)).stream()
                    .filter(run -> run.text("event_id").equals(event.id()))
                    .toList();
            String status = expected.get(i).asText();
            assertThat(runs.stream().map(run -> run.text("status")).toList())
                    .as("runs of rule " + i
                            + runs.stream()
                                    .map(run -> run.text("error_message"))
                                    .toList())
                    .isEqualTo(status.equals("none") ? List.of() : List.of(status));
        }
    }

    /** What {@code ${...}} stands for. */
    private static final class Names {

        private final Map<String, Row> rows = new HashMap<>();
        private final Map<String, String> words = new HashMap<>();

        private void put(String name, Row row) {
            rows.put(name, row);
            words.put(name, row.id());
        }

        private JsonNode filled(JsonNode node) {
            String[] text = {Json.write(node.isMissingNode() ? Json.object() : node)};
            words.forEach((name, value) -> text[0] = text[0].replace("${" + name + "}", value));
            return Json.read(text[0]);
        }
    }
}
