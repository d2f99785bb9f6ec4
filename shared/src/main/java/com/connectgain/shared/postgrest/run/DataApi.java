package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.Binder;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.write.PutTarget;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The data API: one request against one table, from its parsed form to its answer. Thread-safe. */
public final class DataApi {

    public static final long MOST_ROWS = 1_000;

    private final Store store;
    private final Records records;
    private final Binder binder;
    private final Clock clock;
    private final Optional<DataApi> foreign;

    /**
     * @param mostRows what a level of an answer gives at most
     * @param foreign what serves the service role the tables that it has, whether or not this catalog has them too
     */
    public DataApi(Store store, Records records, Clock clock, long mostRows, Optional<DataApi> foreign) {
        this.foreign = foreign;
        this.store = store;
        this.records = records;
        this.binder = new Binder(store.catalog(), mostRows);
        this.clock = clock;
    }

    public Response answer(ApiRequest request, Caller caller) {
        if (caller.credential() == Credential.SERVICE
                && foreign.isPresent()
                && foreign.get().store.catalog().find(request.table()).isPresent()) {
            return foreign.get().answer(request, caller);
        }
        Table table = binder.table(request.table());
        if (request.dialect() == Dialect.PROXY && !table.access().proxied()) {
            throw Problem.notFound("Could not find resource");
        }
        Instant now = clock.instant();
        if (request.method() == ApiRequest.Method.PUT) {
            PutTarget.key(request, table, now); // what no key is made of is refused as that, not as an unknown column
        }
        BoundQuery bound = binder.bind(request, table, now);
        RowSecurity security = new RowSecurity(caller);
        if (request.dialect() == Dialect.PROXY
                && security.reachesNothing(table.access().read())) {
            throw Problem.insufficientPermissions();
        }
        if (request.method().reads()) {
            return read(new BoundQuery(request, security.readable(bound.root())), caller, now);
        }
        if (caller.credential() == Credential.ANON) {
            throw Problem.of(401, "42501", "permission denied for table " + table.name());
        }
        return new WriteRequest(store, records, bound, caller, now).answer();
    }

    private Response read(BoundQuery query, Caller caller, Instant now) {
        String tenant = Tenants.of(query.root(), caller);
        boolean counted = query.request().preferences().counts();
        return new Answers(query, now).read(new Reading(store, tenant).page(query.root(), counted));
    }

    static boolean hasFilter(BoundLevel level) {
        return !level.filter().equals(Predicate.ALWAYS) || !level.embedFilter().equals(Predicate.ALWAYS);
    }
}
