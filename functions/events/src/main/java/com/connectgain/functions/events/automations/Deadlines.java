package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.BusinessHours;
import com.connectgain.shared.time.Targets;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When rows are escalated by a rule: so long after a mark of theirs, in all hours or in working hours alone.
 *
 * @param after how long
 */
public record Deadlines(Row rule, Duration after, BusinessHours hours, ZoneId zone) {

    private static final Map<String, String> TABLES = Map.of(
            "task", "tasks",
            "conversation", "conversations",
            "deal", "deals",
            "project_issue", "project_issues");

    public static Deadlines of(Row rule, Kernel kernel) {
        ZoneId zone = Zones.of(kernel.store(), rule.organization());
        return new Deadlines(
                rule, Duration.ofMinutes(rule.get("after_minutes").asLong()), BusinessHours.of(rule, zone), zone);
    }

    public String table() {
        return TABLES.get(rule.text("entity_type"));
    }

    private boolean is(String condition) {
        return rule.text("condition").equals(condition);
    }

    /** Whether the row, as it is now, is something to watch at all. */
    public boolean concern(Row row) {
        return switch (rule.text("entity_type")) {
            case "task" -> !row.is("completed");
            case "conversation" ->
                "OPEN".equals(row.text("status"))
                        && (is("inactive") || "INBOUND".equals(row.text("last_message_direction")));
            case "deal" -> "OPEN".equals(row.text("status"));
            default -> row.find("resolved_at").isEmpty();
        };
    }

    /** The row's mark whose deadline passed after {@code from}, and not after {@code to}. */
    Optional<Instant> passed(Row row, Instant from, Instant to) {
        return marks(row)
                .filter(mark -> moment(mark).isAfter(from) && !moment(mark).isAfter(to))
                .findFirst();
    }

    /** When a row with this mark is escalated. */
    public Instant moment(Instant mark) {
        return hours.after(mark, after);
    }

    private Stream<Instant> marks(Row row) {
        return switch (rule.text("entity_type")) {
            case "deal" ->
                is("inactive")
                        ? row.instant("last_activity_at").stream()
                        : row.find("expected_close_date").flatMap(this::endOf).stream();
            case "project_issue" -> issueMarks(row);
            default -> row.table().activity().flatMap(row::instant).stream();
        };
    }

    private Stream<Instant> issueMarks(Row issue) {
        Optional<Instant> due = issue.instant("resolution_due_at");
        if (is("overdue")) {
            return due.stream();
        }
        if (is("sla_at_risk")) {
            return due.map(end -> Targets.riskyFrom(issue.instant("reported_at").orElseThrow(), end)).stream();
        }
        Optional<Instant> response =
                issue.find("first_responded_at").isPresent() ? Optional.empty() : issue.instant("response_due_at");
        return Stream.of(response, due).flatMap(Optional::stream);
    }

    /** A day is over when the next one begins where the organization is. */
    private Optional<Instant> endOf(String date) {
        return date.matches("\\d{4}-\\d{2}-\\d{2}")
                ? Optional.of(startOf(LocalDate.parse(date).plusDays(1)))
                : Optional.empty();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** When the deadline of some day passes next: days are looked at once. */
    public Instant nextOfDays(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, zone);
        while (moment(startOf(day)).isAfter(now)) {
            day = day.minusDays(1);
        }
        return moment(startOf(day.plusDays(1)));
    }

    /** The same for the same rule, row and mark, so that it is escalated once however often the clock looks. */
    public Event event(Row row, Instant mark) {
        return new Event(
                Ids.derived(mark, rule.id() + "#" + row.id()),
                rule.text("entity_type") + "." + rule.text("condition"),
                row.organization(),
                moment(mark),
                row.table().name(),
                row.id(),
                EventData.row(row.table(), row.values()),
                List.of());
    }

    /** The messages for those of these rows whose deadline passed in that time. */
    public List<ObjectNode> messages(List<Row> rows, Instant from, Instant to) {
        return rows.stream()
                .filter(this::concern)
                .flatMap(row -> passed(row, from, to).stream().map(mark -> Work.forRule(event(row, mark), rule.id())))
                .toList();
    }
}
