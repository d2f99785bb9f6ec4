package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.csv.Cells;
import com.connectgain.functions.crm.csv.RawRecord;
import com.connectgain.functions.crm.csv.RecordReader;
import com.connectgain.functions.crm.imports.Progress.RowError;
import com.connectgain.functions.crm.imports.RowImport.Outcome;
import com.connectgain.functions.crm.imports.RowImport.Stretch;
import com.connectgain.functions.crm.ingest.Attempt;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.StoreBusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Goes through a file in stretches of rows; after each it can be left and taken up again. */
final class FileImport {

    /** As many rows are in memory, are matched together, and are repeated after a crash. */
    static final int STRETCH = 250;

    private static final int WRONG = 500;
    private static final String CONCURRENT = "40001";

    private final Kernel kernel;
    private final RowImport rows;
    private final Duration patience;

    /** @param patience how long one stretch may take */
    FileImport(Kernel kernel, ImportKind kind, Duration patience) {
        this.kernel = kernel;
        this.patience = patience;
        this.rows = switch (kind) {
            case CONTACTS -> new ContactImport(kernel);
            case COMPANIES -> new CompanyImport(kernel);
            case KOMMO -> new KommoImport(kernel);
            case PRODUCTS -> new ProductImport(kernel);
        };
    }

    /**
     * Whose import this is.
     *
     * @param job its id, from which those of its rows are made
     * @param user who started it; null for a key
     */
    record Order(String job, String organization, String user, Options options) {}

    /** What is done between two stretches. */
    interface Checkpoint {

        /** Keeps the progress; {@code refused} are the rows of the last stretch that failed. */
        void reached(Progress progress, List<RowError> refused);
    }

    /** @return the progress, and whether the file has ended */
    record Run(Progress progress, boolean ended) {}

    Run run(
            Order order,
            FileHead head,
            Source source,
            Progress begun,
            int keptErrors,
            BooleanSupplier goOn,
            Checkpoint checkpoint) {
        Progress progress = begun.cursor() == 0 ? begun.at(head.end(), 0) : begun;
        RecordReader records = new RecordReader(source.from(progress.cursor()), progress.cursor(), head.delimiter());
        Cells cells = new Cells(head.delimiter());
        RowIds ids = new RowIds(order.job());
        while (goOn.getAsBoolean()) {
            List<Line> lines = read(records, cells, progress.rows());
            if (lines.isEmpty()) {
                return new Run(progress, true);
            }
            Writing writing = new Writing(
                    kernel.store(),
                    order.organization(),
                    order.user(),
                    kernel.clock().instant());
            List<RowError> refused = new ArrayList<>();
            List<Outcome> outcomes =
                    write(new Stretch(writing, ids, order.options(), patience), head.layout(), lines, refused);
            Line last = lines.getLast();
            progress = progress.at(last.end(), last.number()).plus(outcomes, refused, keptErrors);
            checkpoint.reached(progress, refused);
        }
        return new Run(progress, false);
    }

    /**
     * One line of the file.
     *
     * @param cells empty for a blank line
     * @param problem what is wrong with it as CSV; null when nothing is
     */
    private record Line(long number, long end, List<String> cells, String problem) {}

    private static List<Line> read(RecordReader records, Cells cells, long before) {
        List<Line> lines = new ArrayList<>(STRETCH);
        long number = before;
        Optional<RawRecord> next = records.next();
        while (next.isPresent()) {
            RawRecord raw = next.get();
            number++;
            try {
                lines.add(new Line(number, raw.end(), raw.isBlank() ? List.of() : cells.of(raw), null));
            } catch (Cells.BadRecord bad) {
                lines.add(new Line(number, raw.end(), List.of(), bad.getMessage()));
            }
            next = lines.size() < STRETCH ? records.next() : Optional.empty();
        }
        return lines;
    }

    private List<Outcome> write(Stretch stretch, Layout layout, List<Line> lines, List<RowError> refused) {
        List<Line> meant = new ArrayList<>();
        List<SourceRow> sourceRows = new ArrayList<>();
        for (Line line : lines) {
            Attempt<SourceRow> row = Attempt.of(() -> {
                if (line.problem() != null) {
                    throw Problem.badRequest(line.problem());
                }
                return layout.row(line.number(), line.cells());
            });
            if (!row.succeeded()) {
                refused.add(new RowError(line.number(), row.error(), line.cells()));
            } else if (!row.value().isBlank()) {
                meant.add(line);
                sourceRows.add(row.value());
            }
        }
        List<Attempt<Outcome>> attempts = rows.write(stretch, sourceRows);
        List<Outcome> outcomes = new ArrayList<>(attempts.size());
        for (int i = 0; i < attempts.size(); i++) {
            Attempt<Outcome> attempt = attempts.get(i);
            if (attempt.succeeded()) {
                outcomes.add(attempt.value());
            } else {
                refused.add(refusal(meant.get(i), attempt));
            }
        }
        refused.sort(Comparator.comparingLong(RowError::row));
        return outcomes;
    }

    /** What the row is to blame for stays with the row; for what passes by itself the whole stretch is tried again. */
    private RowError refusal(Line line, Attempt<Outcome> attempt) {
        boolean passes = switch (attempt.failure()) {
            case StoreBusyException _, SdkException _ -> true;
            case Problem problem -> problem.status() >= WRONG || CONCURRENT.equals(problem.code());
            default -> false;
        };
        if (passes) {
            throw attempt.failure();
        }
        if (attempt.fault().isPresent()) {
            kernel.log().failure("row failed", attempt.failure());
        }
        return new RowError(line.number(), attempt.error(), line.cells());
    }
}
