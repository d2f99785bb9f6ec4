package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.ActionType;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.write.RowWriter;
import com.connectgain.shared.postgrest.write.WriteContext;
import com.connectgain.shared.records.Records.Inserted;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Operations;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.text.Interpolator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One action of one automation for one event.
 *
 * @param automation the rule's id
 * @param key names this action of this rule for this event, in every attempt
 * @param config what the rule says about it
 */
public record Order(Situation situation, String automation, String key, ObjectNode config) {

    /** As long as a message may come again. */
    private static final Duration REMEMBERED = Duration.ofDays(28);

    /** @param action as the rule has it: its settings beside the type, or in {@code config} */
    static Order of(Situation situation, String automation, int index, JsonNode action) {
        ObjectNode config = action instanceof ObjectNode object ? ActionType.settings(object) : Json.object();
        String key = "automation#" + situation.event().id() + "#" + automation + "#" + index;
        return new Order(situation, automation, key, config);
    }

    public Kernel kernel() {
        return situation.kernel();
    }

    public Writing writing() {
        return situation.writing(automation);
    }

    public Interpolator interpolator() {
        return new Interpolator(situation);
    }

    /** The first of these settings that says something, rendered. */
    public Optional<String> text(String... names) {
        for (String name : names) {
            JsonNode value = config.path(name);
            if (value.isValueNode() && !value.isNull()) {
                String rendered = interpolator().text(value.asText());
                if (!rendered.isBlank()) {
                    return Optional.of(rendered.strip());
                }
            }
        }
        return Optional.empty();
    }

    public Optional<String> text(Setting setting) {
        return text(setting.keys().toArray(String[]::new));
    }

    /** As the rule has it, with its variables not filled in yet. */
    public String written(Setting setting) {
        return setting.keys().stream()
                .map(key -> config.path(key).asText("").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow(() -> new ActionFailure(setting.keys().getFirst() + " is required"));
    }

    public String required(Setting setting) {
        return text(setting).orElseThrow(() -> new ActionFailure(setting.keys().getFirst() + " is required"));
    }

    public List<String> texts(Setting setting) {
        return texts(setting.keys().toArray(String[]::new));
    }

    /** The first of these settings as a list; a single text counts as one element. */
    public List<String> texts(String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            JsonNode value = config.path(name);
            if (value.isArray()) {
                value.forEach(element -> texts.add(interpolator().text(element.asText())));
            } else if (value.isValueNode() && !value.isNull()) {
                texts.add(interpolator().text(value.asText()));
            }
            if (!texts.isEmpty()) {
                break;
            }
        }
        texts.removeIf(String::isBlank);
        return texts.stream().map(String::strip).distinct().toList();
    }

    /** A row that the action names; one of another organization is as unknown as none. */
    public Row row(String table, String id) {
        return situation.find(table, id).orElseThrow(() -> new ActionFailure("There is no row " + id + " in " + table));
    }

    public Row member(String id) {
        Row member = row("profiles", id);
        if (!member.is("is_active")) {
            throw new ActionFailure("The member " + id + " is deactivated");
        }
        return member;
    }

    public Row contact() {
        return text("contact_id")
                .map(id -> row("contacts", id))
                .or(situation::contact)
                .orElseThrow(() -> new ActionFailure("The event concerns no contact"));
    }

    public Row deal() {
        return text("deal_id")
                .map(id -> row("deals", id))
                .or(situation::deal)
                .orElseThrow(() -> new ActionFailure("The event concerns no deal"));
    }

    public Row conversation() {
        return text("conversation_id")
                .map(id -> row("conversations", id))
                .or(situation::conversation)
                .orElseThrow(() -> new ActionFailure("The event concerns no conversation"));
    }

    public Row task() {
        return text("task_id")
                .map(id -> row("tasks", id))
                .or(situation::task)
                .orElseThrow(() -> new ActionFailure("The event concerns no task"));
    }

    /** The same in every attempt. */
    public String id(String part) {
        return Ids.derived(situation.event().at(), key + "#" + part);
    }

    /** Inserts a row under an id that every attempt makes again, so that there is one of it. */
    public Row insert(String table, ObjectNode values) {
        String id = id(table);
        Writing writing = writing();
        Table target = kernel().store().table(table);
        ObjectNode row = values.deepCopy().put("id", id);
        kernel().records().trigger(target).fill(writing, row);
        ObjectNode complete = writer(target).insert(row, names(row), true);
        return switch (kernel().records().tryInsert(writing, target, List.of(complete))) {
            case Inserted.Done(var rows) -> rows.getFirst();
            case Inserted.Refused(var clash) ->
                kernel().store()
                        .find(table, situation.organizationId(), id)
                        .orElseThrow(() -> new ActionFailure(
                                "Another row of " + table + " has the same " + String.join(", ", clash.columns())));
        };
    }

    /** Changes a row as the rules of its table want; a change that changes nothing writes nothing. */
    public Row change(Row row, Consumer<ObjectNode> edit) {
        ObjectNode wanted = row.values().deepCopy();
        edit.accept(wanted);
        if (wanted.equals(row.values())) {
            return row;
        }
        Writing writing = writing();
        return kernel()
                .records()
                .update(
                        writing,
                        List.of(row),
                        values -> {
                            ObjectNode after = values.deepCopy();
                            edit.accept(after);
                            if (row.table().column("updated_at").isPresent()) {
                                after.put("updated_at", writing.timestamp());
                            }
                            return after;
                        },
                        still -> true)
                .stream()
                .findFirst()
                .orElseThrow(() -> new ActionFailure("The row is gone"));
    }

    /** The row's value for a column as a client's would be stored; refuses what a client's would be refused for. */
    public JsonNode typed(Row row, String column, JsonNode value) {
        ObjectNode sent = Json.object();
        sent.set(column, value);
        return writer(row.table())
                .update(row.values(), sent, Set.of(column), false)
                .path(column);
    }

    private RowWriter writer(Table table) {
        Writing writing = writing();
        return new RowWriter(
                table,
                new WriteContext(
                        writing.now(), writing::newId, name -> 0, null, situation.organizationId(), Dialect.PROXY));
    }

    private static Set<String> names(ObjectNode row) {
        Set<String> names = new HashSet<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What was decided by the first attempt that got here, so that later ones do not decide otherwise. */
    public ObjectNode once(String what, Supplier<ObjectNode> decide) {
        Operations operations = kernel().store().operations();
        String name = key + "#" + what;
        return operations.find(name).orElseGet(() -> {
            ObjectNode decided = decide.get();
            return operations
                    .claim(name, decided, kernel().clock().instant().plus(REMEMBERED))
                    .orElse(decided);
        });
    }

    /** Turns what the tables refuse into words for the log. */
    static ActionFailure refused(Problem problem) {
        String details = problem.details() == null || problem.details().isNull()
                ? ""
                : ": " + problem.details().asText("");
        boolean passing = problem.status() >= 500 || problem.code().equals("40001");
        return passing
                ? ActionFailure.passing(problem.getMessage() + details)
                : new ActionFailure(problem.getMessage() + details);
    }
}
