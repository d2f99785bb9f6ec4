package com.connectgain.infra.local.sources;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EventBridge's {@code cron()}, {@code rate()} and {@code at()}. */
public sealed interface ScheduleExpression {

    /** The first run strictly after {@code instant}, if there is one. */
    Optional<Instant> next(Instant instant);

    static ScheduleExpression parse(String text, String zone) {
        Matcher call = Pattern.compile("(cron|rate|at)\\((.*)\\)").matcher(text.strip());
        if (!call.matches()) {
            throw new IllegalArgumentException("Not a schedule: " + text);
        }
        return switch (call.group(1)) {
            case "cron" -> Cron.parse(call.group(2), ZoneId.of(zone));
            case "rate" -> Rate.parse(call.group(2));
            default ->
                new At(localTime(call.group(2).strip()).atZone(ZoneId.of(zone)).toInstant());
        };
    }

    private static LocalDateTime localTime(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException nonsense) {
            throw new IllegalArgumentException("Not a time: " + text, nonsense);
        }
    }

    /** Six fields with AWS's day-of-week numbers, 1 being Sunday. */
    record Cron(ExecutionTime times, ZoneId zone) implements ScheduleExpression {

        private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
                .withMinutes()
                .and()
                .withHours()
                .and()
                .withDayOfMonth()
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and()
                .withMonth()
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(2)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withYear()
                .withValidRange(1970, 2199)
                .and()
                .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
                .instance();

        static Cron parse(String fields, ZoneId zone) {
            return new Cron(ExecutionTime.forCron(new CronParser(DEFINITION).parse(fields.strip())), zone);
        }

        @Override
        public Optional<Instant> next(Instant instant) {
            return times.nextExecution(instant.atZone(zone)).map(ZonedDateTime::toInstant);
        }
    }

    /** Every so often, counted from the start of the epoch so that a restart does not shift it. */
    record Rate(Duration period) implements ScheduleExpression {

        static Rate parse(String text) {
            Matcher matcher = Pattern.compile("(\\d+) (minute|hour|day)(s?)").matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Not a rate: " + text);
            }
            long count = Long.parseLong(matcher.group(1));
            // AWS insists on the singular for one and on the plural for more.
            if (count < 1 || (count == 1) == (matcher.group(3).equals("s"))) {
                throw new IllegalArgumentException("Not a rate: " + text);
            }
            return new Rate(
                    switch (matcher.group(2)) {
                        case "minute" -> Duration.ofMinutes(count);
                        case "hour" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }

        @Override
        public Optional<Instant> next(Instant instant) {
            long millis = period.toMillis();
            return Optional.of(Instant.ofEpochMilli((instant.toEpochMilli() / millis + 1) * millis));
        }
    }

    /** Once. */
    record At(Instant when) implements ScheduleExpression {

        @Override
        public Optional<Instant> next(Instant instant) {
            return when.isAfter(instant) ? Optional.of(when) : Optional.empty();
        }
    }
}
