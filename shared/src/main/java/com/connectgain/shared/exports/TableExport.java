package com.connectgain.shared.exports;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.csv.CsvLines;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.LongPredicate;

/** Writes the rows of an order as they are read; never more than a chunk of them is in memory. */
final class TableExport {

    private final Kernel kernel;

    TableExport(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * @param goOn whether to read on after so many rows
     * @return how many rows were written; negative when {@code goOn} said to stop before the last
     */
    long write(ExportOrder order, Caller caller, OutputStream out, LongPredicate goOn) {
        Columns columns = Columns.of(order, kernel.store(), caller.organization());
        CsvLines lines = CsvLines.file(out);
        lines.line(columns.headers());
        long[] rows = {0};
        kernel.dataApi().stream(request(order), caller, chunk -> {
            for (JsonNode row : chunk) {
                lines.line(columns.cells(row));
            }
            rows[0] += chunk.size();
            lines.flush();
            boolean more = goOn.test(rows[0]);
            rows[0] = more ? rows[0] : -rows[0];
            return more;
        });
        lines.flush();
        return rows[0];
    }

    private static ApiRequest request(ExportOrder order) {
        String embeds = order.entity().embeds();
        String query = "select=*" + (embeds.isEmpty() ? "" : "," + embeds)
                + (order.filters().isEmpty() ? "" : "&" + order.filters());
        ApiRequest request =
                ApiRequest.read(Dialect.STRICT, "GET", order.entity().table(), query, Map.of(), new byte[0]);
        if (request.query().orders().size() > 1) {
            throw Problem.badRequest("An export has one order");
        }
        return request;
    }
}
