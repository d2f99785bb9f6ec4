package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.Console;
import com.connectgain.infra.local.functions.InvocationFailure;
import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs the template's schedules by the movable clock, each on a thread of its own. */
public final class Schedules implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Background background;
    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    private static final class Entry {

        private final Trigger.Schedule schedule;
        private final LambdaFunction function;
        private final ScheduleExpression expression;
        private Instant looked;

        Entry(Trigger.Schedule schedule, LambdaFunction function, Instant now) {
            this.schedule = schedule;
            this.function = function;
            this.expression = ScheduleExpression.parse(schedule.expression(), schedule.zone());
            this.looked = now;
        }

        /** A jump over many runs gives one: a tick finds everything that is due anyway. */
        boolean isDue(Instant now) {
            Optional<Instant> next = expression.next(looked);
            boolean due = next.isPresent() && !next.get().isAfter(now);
            looked = due || now.isBefore(looked) ? now : looked;
            return due;
        }

        boolean isCalled(String name) {
            return schedule.name().equals(name)
                    || schedule.eventId().equals(name)
                    || function.spec().isCalled(name);
        }
    }

    public Schedules(List<LambdaFunction> functions, Background background, Clock clock) {
        this.background = background;
        this.clock = clock;
        functions.forEach(function -> function.spec()
                .triggers(Trigger.Schedule.class)
                .forEach(schedule -> entries.add(new Entry(schedule, function, clock.instant()))));
        this.thread = Thread.ofVirtual().name("schedules").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            Instant now = clock.instant();
            for (Entry entry : entries) {
                if (entry.schedule.enabled() && entry.isDue(now)) {
                    Thread.ofVirtual().name("schedule-" + entry.schedule.name()).start(() -> report(entry));
                }
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Runs now the schedules of that name, or every one when the name is empty, and says how each went. */
    public List<ObjectNode> tick(String name) {
        return entries.stream()
                .filter(entry -> name.isEmpty() || entry.isCalled(name))
                .map(this::report)
                .toList();
    }

    private ObjectNode report(Entry entry) {
        ObjectNode report = Json.object()
                .put("schedule", entry.schedule.name())
                .put("function", entry.function.spec().name());
        try {
            byte[] answer = background.invoke(entry.function, event(entry));
            return report.put("ok", true).set("result", tree(answer));
        } catch (InvocationFailure failure) {
            Console.failure(failure);
            return report.put("ok", false).put("error", failure.getMessage());
        }
    }

    private JsonNode event(Entry entry) {
        if (!entry.schedule.input().isMissingNode()) {
            return entry.schedule.input();
        }
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", Site.ACCOUNT)
                .put("time", clock.instant().toString())
                .put("region", Site.REGION);
        event.putArray("resources")
                .add("arn:aws:scheduler:" + Site.REGION + ":" + Site.ACCOUNT + ":schedule/default/"
                        + entry.schedule.name());
        event.put("detail", "{}");
        return event;
    }

    private static JsonNode tree(byte[] answer) {
        try {
            return answer.length == 0 ? Json.nodes().nullNode() : Json.parse(answer);
        } catch (JsonProcessingException notJson) {
            return Json.nodes().nullNode();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
