package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.tags.TagJobs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;

/** {@code delete_tag}: takes a tag from every row that carries it, and its definition with it. */
public final class DeleteTag implements Procedure {

    private static final String NAME = "p_name";

    private final Store store;
    private final Clock clock;
    private final TagJobs jobs;

    public DeleteTag(Store store, Clock clock, TagJobs jobs) {
        this.store = store;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(NAME);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        Configurators.require(caller, "delete_tag");
        String name = new Arguments(arguments, clock.instant()).word(NAME, RenameTag.LONGEST);
        return jobs.run(new Writing(store, caller.organization(), caller.userId(), clock.instant()), name, null);
    }
}
