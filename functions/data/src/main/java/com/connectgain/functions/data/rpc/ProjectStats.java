package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code get_project_stats}: how many projects are active, late and done; of all types, or of one. */
public final class ProjectStats implements Procedure {

    private static final String TYPE = "p_type";
    private static final Set<String> OVER = Set.of("COMPLETED", "CANCELLED");
    private static final int PAGE = 1000;

    private final Store store;
    private final Clock clock;

    public ProjectStats(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return Set.of(TYPE);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        caller.require(Permission.CAN_ACCESS_PM);
        Optional<String> type = new Arguments(arguments, clock.instant())
                .text(TYPE)
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
        String tenant = caller.organization();
        LocalDate today = clock.instant().atZone(Zones.of(store, tenant)).toLocalDate();
        AccessPath path = type.<AccessPath>map(wanted -> new AccessPath.Equal("type", wanted))
                .orElseGet(AccessPath.Whole::new);
        Map<String, Integer> statuses = new TreeMap<>();
        int delayed = 0;
        Slice slice = Slice.of(path, PAGE);
        Page page;
        do {
            page = store.read(store.table("projects"), tenant, slice);
            for (Row project : page.rows()) {
                statuses.merge(project.text("status"), 1, Integer::sum);
                delayed += isDelayed(project, today) ? 1 : 0;
            }
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        ObjectNode answer = Json.object()
                .put(
                        "total",
                        statuses.values().stream().mapToInt(Integer::intValue).sum())
                .put("active", statuses.getOrDefault("IN_PROGRESS", 0))
                .put("completed", statuses.getOrDefault("COMPLETED", 0))
                .put("delayed", delayed);
        ObjectNode byStatus = answer.putObject("by_status");
        statuses.forEach(byStatus::put);
        return answer;
    }

    /** Said to be, or not over though its end is. */
    private static boolean isDelayed(Row project, LocalDate today) {
        String status = project.text("status");
        boolean late = project.find("end_date")
                .filter(end -> LocalDate.parse(end).isBefore(today))
                .isPresent();
        return status.equals("DELAYED") || late && !OVER.contains(status);
    }
}
