package com.connectgain.functions.crm.sales;

import com.connectgain.shared.sales.DealTotals;
import com.connectgain.shared.sales.Money;
import com.connectgain.shared.sales.PipelineBoard;
import com.connectgain.shared.store.Row;
import java.math.BigDecimal;

/** The report as a spreadsheet: deals stage by stage, a summary row after each stage, the grand total at the end. */
final class ReportCsv {

    private static final String DEFAULT_CURRENCY = "USD";

    private final CsvText csv = new CsvText();
    private final PipelineReport report;
    private final boolean listsDeals;

    ReportCsv(PipelineReport report, boolean listsDeals) {
        this.report = report;
        this.listsDeals = listsDeals;
    }

    String text() {
        csv.row(
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
                column.deals().forEach(deal -> row(column, deal));
            }
            summary(column.name() + " Summary", column.totals());
        }
        summary("Grand Total", report.board().totals());
        return csv.toString();
    }

    private void row(PipelineBoard.Column column, Row deal) {
        csv.row(
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

    private void summary(String name, DealTotals totals) {
        String deals = totals.count() == 1 ? "1 deal" : totals.count() + " deals";
        BigDecimal probability = totals.averageProbability();
        csv.row(
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
