package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sales.PipelineBoard;
import com.connectgain.shared.sales.PipelineDeals;
import com.connectgain.shared.sales.PipelineDeals.Owners;
import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the procedures about deals have in common: a pipeline, maybe one member's deals of it, maybe some days. */
record DealQuestion(Row pipeline, Owners owners, Days days, List<Row> deals) {

    static final Set<String> ARGUMENTS = Set.of("pipeline_id", "assignee_id", "start_date", "end_date");

    static DealQuestion read(Store store, Caller caller, ObjectNode sent, Instant now) {
        caller.require(Permission.CAN_ACCESS_CRM);
        String organization = caller.organization();
        Arguments arguments = new Arguments(sent, now);
        Days days = new Days(
                arguments.date("start_date").orElse(null),
                arguments.date("end_date").orElse(null),
                Zones.of(store, organization));
        Row pipeline = PipelineDeals.pipeline(
                store, organization, arguments.id("pipeline_id").orElse(null));
        Owners owners = owners(store, organization, arguments);
        CappedReading reading = new CappedReading(store, organization, "Ask for one assignee_id.");
        return new DealQuestion(pipeline, owners, days, PipelineDeals.read(reading, pipeline.id(), owners));
    }

    private static Owners owners(Store store, String organization, Arguments arguments) {
        String assignee = arguments
                .text("assignee_id")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse("all");
        if (assignee.equalsIgnoreCase("all")) {
            return new Owners.All();
        }
        if (assignee.equalsIgnoreCase("unassigned")) {
            return new Owners.Nobody();
        }
        String id = arguments.id("assignee_id").orElseThrow();
        if (store.find("profiles", organization, id).isEmpty()) {
            throw Problem.notFound("Assignee not found");
        }
        return new Owners.Member(id);
    }

    PipelineBoard board() {
        return PipelineBoard.of(pipeline, deals);
    }

    ObjectNode heading(ObjectNode answer) {
        return answer.put("pipeline_id", pipeline.id()).put("pipeline_name", pipeline.text("name"));
    }

    /** Whether the deal was won or lost on one of the days. */
    boolean isDecided(Row deal, String column) {
        return deal.instant(column).filter(days::contains).isPresent();
    }
}
