package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.tags.TagJobs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;

/** {@code rename_tag}: another name for a tag, on its definition and on every row that carries it. */
public final class RenameTag implements Procedure {

    static final int LONGEST = 50;

    private static final String NAME = "p_name";
    private static final String NEW_NAME = "p_new_name";

    private final Store store;
    private final Clock clock;
    private final TagJobs jobs;

    public RenameTag(Store store, Clock clock, TagJobs jobs) {
        this.store = store;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(NAME, NEW_NAME);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        Configurators.require(caller, "rename_tag");
        Arguments sent = new Arguments(arguments, clock.instant());
        String from = sent.word(NAME, LONGEST);
        String to = sent.word(NEW_NAME, LONGEST);
        if (from.equals(to)) {
            throw Problem.badRequest("p_new_name must differ from p_name");
        }
        String tenant = caller.organization();
        boolean taken = store.readAll(store.table("tags"), tenant, new AccessPath.Whole()).stream()
                .anyMatch(row -> to.equals(row.text("name")));
        if (taken) {
            throw Problem.conflict("Tag already exists: " + to);
        }
        return jobs.run(new Writing(store, tenant, caller.userId(), clock.instant()), from, to);
    }
}
