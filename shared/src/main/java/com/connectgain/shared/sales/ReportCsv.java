package com.connectgain.shared.sales;

import com.connectgain.shared.csv.CsvLines;
import com.connectgain.shared.store.Row;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** The report as a spreadsheet: deals stage by stage, a summary row after each stage, the grand total at the end. */
final class ReportCsv {

    private static final String DEFAULT_CURRENCY = "USD";

    private final PipelineReport report;
    private final boolean listsDeals;

    ReportCsv(PipelineReport report, boolean listsDeals) {
        this.report = report;
        this.listsDeals = listsDeals;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvLines csv = CsvLines.file(bytes)) {
            write(csv);
        }
        return bytes.toByteArray();
    }

    private void write(CsvLines csv) {
        line(
                csv,
                "Stage",
                "Deal Title",
                "Contact",
                "Company",
                "Description",
                "Value",
                "Expected Close Date",
                "Probability");
        for (PipelineBoard.Column column : report.board().columns()) {
            if (listsDeals) {
                column.deals().forEach(deal -> row(csv, column, deal));
            }
            summary(csv, column.name() + " Summary", column.totals());
        }
        summary(csv, "Grand Total", report.board().totals());
    }

    private static void line(CsvLines csv, String... cells) {
        csv.line(Stream.of(cells).map(cell -> cell == null ? "" : cell).toList());
    }

    private void row(CsvLines csv, PipelineBoard.Column column, Row deal) {
        line(
                csv,
                column.name(),
                deal.text("title"),
                report.people()
                        .contact(deal)
                        .map(contact -> contact.text("full_name_search"))
                        .orElse(null),
                report.people()
                        .company(deal)
                        .map(company -> company.text("name"))
                        .orElse(null),
                deal.text("description"),
                Money.format(DealTotals.value(deal), deal.text("currency")),
                deal.text("expected_close_date"),
                deal.find("probability").map(percent -> percent + "%").orElse(null));
    }

    private void summary(CsvLines csv, String name, DealTotals totals) {
        String deals = totals.count() == 1 ? "1 deal" : totals.count() + " deals";
        BigDecimal probability = totals.averageProbability();
        line(
                csv,
                name,
                deals,
                null,
                null,
                null,
                totals.formatted(DEFAULT_CURRENCY),
                null,
                totals.count() == 0 ? null : probability.toPlainString() + "%");
    }
}
