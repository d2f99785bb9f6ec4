package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.Binder;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.query.Projection;
import com.connectgain.shared.postgrest.query.ResultPage;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.write.PutTarget;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.Meter;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The data API: one request against one table, from its parsed form to its answer. Thread-safe. */
public final class DataApi {

    public static final long MOST_ROWS = 1_000;

    private final Store store;
    private final Records records;
    private final Binder binder;
    private final Binder unlimited;
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
        this.unlimited = new Binder(store.catalog(), Long.MAX_VALUE);
        this.clock = clock;
    }

    /** What the proxy does not serve is to its clients as if it were not there. */
    private Table proxied(String name) {
        return store.catalog()
                .find(name)
                .filter(table -> table.access().proxied())
                .orElseThrow(() -> Problem.notFound("Could not find resource"));
    }

    public Response answer(ApiRequest request, Caller caller) {
        if (caller.credential() == Credential.SERVICE
                && foreign.isPresent()
                && foreign.get().store.catalog().find(request.table()).isPresent()) {
            return foreign.get().answer(request, caller);
        }
        Table table = request.dialect() == Dialect.PROXY ? proxied(request.table()) : binder.table(request.table());
        Instant now = clock.instant();
        if (request.method() == ApiRequest.Method.PUT) {
            PutTarget.key(request, table, now); // what no key is made of is refused as that, not as an unknown column
        }
        BoundQuery bound = binder.bind(request, table, now);
        RowSecurity security = new RowSecurity(caller, store);
        if (request.dialect() == Dialect.PROXY && isHopeless(table.access(), request.method(), security)) {
            throw Problem.insufficientPermissions();
        }
        if (request.method().reads()) {
            if (request.accept().isPlan() && !security.mayExplain(bound.root())) {
                throw PgrstError.unacceptable(request.accept().mime());
            }
            return read(new BoundQuery(request, security.readable(bound.root())), caller, now);
        }
        if (caller.credential() == Credential.ANON) {
            throw Problem.of(401, "42501", "permission denied for table " + table.name());
        }
        return new WriteRequest(store, records, bound, caller, now).answer();
    }

    /** All rows that the caller may read and the filters mean, for figures over them; too many are refused, not cut. */
    public List<Row> rows(ApiRequest request, Caller caller) {
        BoundLevel level = new RowSecurity(caller, store)
                .readable(unlimited.bind(request, clock.instant()).root());
        return new Reading(store, Tenants.of(level, caller)).matching(level);
    }

    /** Whoever reads nothing of a table also gets nothing back from it, so that writing it needs both rights. */
    private static boolean isHopeless(Access access, ApiRequest.Method method, RowSecurity security) {
        Rule rule = switch (method) {
            case GET, HEAD -> access.read();
            case POST, PUT -> access.insert();
            case PATCH -> access.update();
            case DELETE -> access.delete();
        };
        return security.reachesNothing(access.read()) || security.reachesNothing(rule);
    }

    /**
     * All rows that the caller may read of a request's table and filter, in its shape, a chunk at a time; limits and
     * offsets of the request do not count.
     *
     * @param more takes a chunk, and says whether the next one is wanted
     */
    public void stream(ApiRequest request, Caller caller, java.util.function.Predicate<ArrayNode> more) {
        Table table = binder.table(request.table());
        Instant now = clock.instant();
        RowSecurity security = new RowSecurity(caller, store);
        if (security.reachesNothing(table.access().read())) {
            throw Problem.insufficientPermissions();
        }
        BoundLevel level = security.readable(binder.bind(request, table, now).root());
        Projection projection = new Projection(level, now);
        new RowStream(store, Tenants.of(level, caller)).each(level, rows -> more.test(projection.project(rows)));
    }

    private Response read(BoundQuery query, Caller caller, Instant now) {
        String tenant = Tenants.of(query.root(), caller);
        boolean counted = query.request().preferences().counts();
        Reading reading = new Reading(store, tenant);
        if (!query.request().accept().isPlan()) {
            return new Answers(query, now).read(reading.page(query.root(), counted));
        }
        Meter cost = Meter.current().branch();
        ResultPage page = cost.run(() -> reading.page(query.root(), counted));
        return new Explanation(reading.steps(), reading.examined(), page.rows().size(), cost)
                .answer(query.request().accept());
    }

    static boolean hasFilter(BoundLevel level) {
        return !level.filter().equals(Predicate.ALWAYS) || !level.embedFilter().equals(Predicate.ALWAYS);
    }
}
