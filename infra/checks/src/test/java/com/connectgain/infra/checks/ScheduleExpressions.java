package com.connectgain.infra.checks;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EventBridge's {@code cron()}, {@code rate()} and {@code at()}; cron-utils knows no AWS dialect. */
final class ScheduleExpressions {

    private static final Pattern FORM = Pattern.compile("(cron|rate|at)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d*) (minute|hour|day)(s?)");

    private ScheduleExpressions() {}

    /** Refuses what EventBridge would refuse at deployment. */
    static void check(String expression) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            throw new IllegalArgumentException("Neither cron(), rate() nor at(): " + expression);
        }
        switch (form.group(1)) {
            case "cron" -> new CronParser(aws()).parse(form.group(2)).validate();
            case "rate" -> checkRate(form.group(2));
            default -> LocalDateTime.parse(form.group(2));
        }
    }

    private static void checkRate(String rate) {
        Matcher parts = RATE.matcher(rate);
        if (!parts.matches() || parts.group(1).equals("1") != parts.group(3).isEmpty()) {
            throw new IllegalArgumentException("A rate is one minute or several minutes, not " + rate);
        }
    }

    private static CronDefinition aws() {
        return CronDefinitionBuilder.defineCron()
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
    }
}
