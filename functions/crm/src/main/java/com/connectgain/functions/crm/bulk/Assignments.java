package com.connectgain.functions.crm.bulk;

import com.connectgain.functions.crm.locking.Locks;
import com.connectgain.functions.crm.locking.Locks.Lock;
import com.connectgain.functions.crm.selection.Sent;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.postgrest.run.ChannelAccess;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives many rows to one member, or to several in turn. Members hear of it as of every assignment, from its event. */
public final class Assignments {

    /** Longer than any request runs. */
    private static final Duration LOCKED = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Kernel kernel;
    private final Store store;
    private final Agents agents;
    private final Locks locks;

    public Assignments(Kernel kernel) {
        this.kernel = kernel;
        this.store = kernel.store();
        this.agents = new Agents(store);
        this.locks = new Locks(store.operations(), kernel.clock());
    }

    public Response assign(Call call) {
        Assignment wanted = Assignment.read(new Sent(call.request().jsonObject()));
        Caller caller = call.caller();
        wanted.kind().permission().ifPresent(caller::require);
        return wanted.inTurn() ? alone(caller, wanted) : toOne(caller, wanted);
    }

    /** Turns are counted by one request at a time: each must see what the one before it gave to whom. */
    private Response alone(Caller caller, Assignment wanted) {
        String name =
                "assignment#" + caller.organization() + "#" + wanted.kind().table();
        Lock lock = new Lock(Ids.at(kernel.clock().millis()), List.of(name), LOCKED);
        Problem busy = Problem.conflict("Another assignment is in progress").withHeader("Retry-After", "5");
        locks.acquire(lock, PATIENCE, busy);
        try {
            return inTurn(caller, wanted);
        } finally {
            locks.release(lock);
        }
    }

    private Response toOne(Caller caller, Assignment wanted) {
        List<Row> people = wanted.assigneeId() == null
                ? List.of()
                : agents.named(caller.organization(), "assignee_id", List.of(wanted.assigneeId()));
        List<Row> rows = rows(caller, wanted);
        Map<String, String> plan = new LinkedHashMap<>();
        rows.forEach(row -> plan.put(row.id(), wanted.assigneeId()));
        return carryOut(caller, wanted, rows, plan, people);
    }

    private Response inTurn(Caller caller, Assignment wanted) {
        List<Row> people = wanted.candidates().isEmpty()
                ? agents.available(
                        caller.organization(), wanted.kind(), kernel.clock().instant())
                : agents.named(caller.organization(), "assignee_ids", wanted.candidates());
        List<Row> rows = rows(caller, wanted);
        if (people.isEmpty()) {
            throw Problem.conflict(
                    "Nobody is available to take over " + wanted.kind().table());
        }
        Map<String, String> holders = new LinkedHashMap<>();
        rows.forEach(row -> holders.put(row.id(), row.text(wanted.kind().column())));
        List<String> turns = people.stream().map(Row::id).toList();
        long begun = store.operations()
                .next("turns#" + caller.organization() + "#" + wanted.kind().table());
        int first = Math.floorMod(begun - 1, turns.size());
        return carryOut(caller, wanted, rows, Turns.dealt(holders, turns, first), people);
    }

    /** The rows that the caller sees, in the order asked for. */
    private List<Row> rows(Caller caller, Assignment wanted) {
        ChannelAccess channels = new ChannelAccess(caller, store);
        boolean inbox = wanted.kind() == Assignable.CONVERSATIONS;
        List<Row> rows = store.findAll(store.table(wanted.kind().table()), caller.organization(), wanted.ids()).stream()
                .filter(row -> !inbox || channels.includes(row.get("channel_account_id")))
                .toList();
        if (rows.isEmpty()) {
            throw Problem.notFound("None of these " + wanted.kind().table() + " was found");
        }
        return rows;
    }

    private Response carryOut(
            Caller caller, Assignment wanted, List<Row> rows, Map<String, String> plan, List<Row> people) {
        String column = wanted.kind().column();
        Map<String, String> before = new LinkedHashMap<>();
        rows.forEach(row -> before.put(row.id(), row.text(column)));
        List<Row> changing = rows.stream()
                .filter(row -> !Objects.equals(row.text(column), plan.get(row.id())))
                .toList();
        Writing writing = new Writing(
                store, caller.organization(), caller.userId(), kernel.clock().instant());
        List<Row> changed = kernel.records()
                .update(
                        writing,
                        changing,
                        values -> values.deepCopy()
                                .put(column, plan.get(values.path("id").asText()))
                                .put("updated_at", writing.timestamp()),
                        row -> Objects.equals(row.text(column), before.get(row.id())));
        return answer(wanted, rows, changed, plan, people);
    }

    private static Response answer(
            Assignment wanted, List<Row> rows, List<Row> changed, Map<String, String> plan, List<Row> people) {
        ObjectNode body = Json.object()
                .put("success", true)
                .put("entity", wanted.kind().table())
                .put("total", wanted.ids().size())
                .put("assigned", changed.size())
                .put("unchanged", rows.size() - changed.size());
        Set<String> found = rows.stream().map(Row::id).collect(Collectors.toSet());
        ArrayNode missing = body.putArray("not_found");
        wanted.ids().stream().filter(id -> !found.contains(id)).forEach(missing::add);
        ArrayNode counts = body.putArray("counts");
        for (Row person : people) {
            long count = plan.values().stream().filter(person.id()::equals).count();
            counts.addObject()
                    .put("assignee_id", person.id())
                    .put("name", Agents.name(person))
                    .put("count", count);
        }
        return Response.ok(body);
    }
}
