package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a list shows beside each of its rows. */
abstract class RowFigures implements Procedure {

    /** Two pages of a list. */
    private static final int MOST = 100;

    private static final int READS_AT_ONCE = 16;

    final Store store;
    final Clock clock;
    private final String table;
    private final String parameter;

    /**
     * @param table whose rows the list shows
     * @param parameter the ids of those rows
     */
    RowFigures(Store store, Clock clock, String table, String parameter) {
        this.store = store;
        this.clock = clock;
        this.table = table;
        this.parameter = parameter;
    }

    /** What answers for each row, made once for all of a call. */
    abstract Function<Row, ObjectNode> figures(Caller caller);

    @Override
    public final Set<String> parameters() {
        return Set.of(parameter);
    }

    @Override
    public final JsonNode call(Caller caller, ObjectNode arguments) {
        caller.require(Permission.CAN_ACCESS_CRM);
        List<String> ids = new Arguments(arguments, clock.instant()).ids(parameter, MOST);
        List<Row> rows = store.findAll(store.table(table), caller.organization(), ids);
        return Json.array().addAll(Parallel.map(rows, READS_AT_ONCE, figures(caller)));
    }
}
