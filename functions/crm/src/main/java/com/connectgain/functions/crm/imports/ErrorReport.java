package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.imports.FileImport.Order;
import com.connectgain.functions.crm.imports.Progress.RowError;
import com.connectgain.shared.csv.CsvLines;
import com.connectgain.shared.files.Bucket;
import com.connectgain.shared.files.PartedUpload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The refused rows of an import as a file that can be corrected and imported again. Each stretch leaves its own part,
 * under a name that is the same when it is repeated; at the end the parts become one.
 */
final class ErrorReport {

    private static final String TYPE = "text/csv; charset=utf-8";
    private static final int BLOCK = 1024 * 1024;

    private final Bucket bucket;

    ErrorReport(Bucket bucket) {
        this.bucket = bucket;
    }

    static String key(String organization, String job) {
        return "imports/" + organization + "/" + job + "/errors.csv";
    }

    private static String parts(Order order) {
        return JobFiles.folder(order.organization(), order.job()) + "errors/";
    }

    void add(Order order, Layout layout, List<RowError> refused) {
        if (refused.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvLines lines = CsvLines.part(bytes)) {
            refused.forEach(error -> lines.line(line(layout, error)));
        }
        String name = String.format("%012d.csv", refused.getFirst().row());
        bucket.write(parts(order) + name, TYPE, bytes.toByteArray());
    }

    private static List<String> line(Layout layout, RowError error) {
        List<String> cells = new ArrayList<>(error.cells());
        while (cells.size() < layout.header().size()) {
            cells.add("");
        }
        List<String> line = new ArrayList<>(cells.subList(0, layout.header().size()));
        line.add(Long.toString(error.row()));
        line.add(error.error());
        return line;
    }

    /** Puts the parts together; without any there is no report. */
    void finish(Order order, Layout layout) {
        List<String> keys = bucket.list(parts(order));
        if (keys.isEmpty()) {
            return;
        }
        try (PartedUpload report = bucket.upload(key(order.organization(), order.job()), TYPE)) {
            List<String> header = new ArrayList<>(layout.header());
            header.add(Layout.REPORTED_ROW);
            header.add(Layout.REPORTED_ERROR);
            CsvLines lines = CsvLines.file(report);
            lines.line(header);
            lines.flush();
            for (String key : keys) {
                copy(key, report);
            }
            report.complete();
        }
        keys.forEach(bucket::delete);
    }

    private void copy(String key, PartedUpload report) {
        byte[] block = bucket.read(key, 0, BLOCK);
        for (long from = 0; block.length > 0; block = bucket.read(key, from, BLOCK)) {
            report.write(block, 0, block.length);
            from += block.length;
            if (block.length < BLOCK) {
                return;
            }
        }
    }
}
