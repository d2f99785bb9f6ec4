package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import java.time.Duration;
import java.util.List;

/** What members arrange on their dashboards, and what the monitoring of the services found. */
public final class AnalyticsTables {

    private AnalyticsTables() {}

    public static List<Table> tables() {
        return List.of(dashboardWidgets(), dashboardPreferences(), serviceChecks());
    }

    private static Column user() {
        return uuid("user_id")
                .required()
                .references("profiles")
                .onDelete(CASCADE)
                .defaultCurrentUser();
    }

    private static Table dashboardWidgets() {
        return Table.named("dashboard_widgets")
                .doc("A member's own figures on the dashboard.")
                .columns(
                        user(),
                        text("widget_type").required().max(100).doc("A predefined widget's name, or \"custom\"."),
                        jsonObject("widget_config")
                                .required()
                                .defaultTo("{}")
                                .doc("{title, table, aggregation, column, filters, format, date_range}; SQL is"
                                        + " ignored."),
                        integer("position").required().defaultTo(0),
                        bool("is_visible").required().defaultTo(true))
                .access(Access.own("user_id"))
                .build();
    }

    private static Table dashboardPreferences() {
        return Table.named("dashboard_preferences")
                .doc("How a member arranged the dashboard.")
                .columns(
                        user(),
                        text("date_range").required().defaultTo("today"),
                        jsonObject("layout").required().defaultTo("{}").doc("Order and custom range."),
                        texts("hidden_widgets").required().defaultTo("[]"))
                .unique("user_id")
                .access(Access.own("user_id"))
                .build();
    }

    private static Table serviceChecks() {
        return Table.named("service_checks")
                .doc("What each probe of a dependency found.")
                .columns(
                        text("service").required().indexed(),
                        text("status")
                                .required()
                                .oneOf("healthy", "degraded", "down")
                                .indexed(),
                        integer("latency_ms").atLeast(0),
                        text("error_message"),
                        timestamp("checked_at").required().defaultNow(),
                        timestamp("alerted_at"))
                .global()
                .placed(Placement.LOGS)
                .keptFor(Duration.ofDays(30))
                .access(Access.internal())
                .build();
    }
}
