package com.connectgain.shared.sales;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sales.PipelineDeals.Owners;
import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One pipeline with its stages, deals and totals, as they are now. */
public final class PipelineReport {

    private final Row pipeline;
    private final PipelineBoard board;
    private final ReportedDeals people;

    private PipelineReport(Row pipeline, PipelineBoard board, ReportedDeals people) {
        this.pipeline = pipeline;
        this.board = board;
        this.people = people;
    }

    /**
     * @param pipelineId null for the default one
     * @param listsDeals whether contacts and companies of single deals will be asked for
     */
    public static PipelineReport of(
            Store store, String organization, String pipelineId, Owners owners, boolean listsDeals) {
        Row pipeline = PipelineDeals.pipeline(store, organization, pipelineId);
        CappedReading reading = new CappedReading(
                store, organization, "Filter by assignee_id, or leave the single deals out with deals=false.");
        List<Row> deals = PipelineDeals.read(reading, pipeline.id(), owners);
        ReportedDeals people = ReportedDeals.of(store, organization, reading, listsDeals ? deals : List.of());
        return new PipelineReport(pipeline, PipelineBoard.of(pipeline, deals), people);
    }

    public Row pipeline() {
        return pipeline;
    }

    public PipelineBoard board() {
        return board;
    }

    public ReportedDeals people() {
        return people;
    }

    public ObjectNode json(boolean listsDeals) {
        ObjectNode report = Json.object();
        report.putObject("pipeline")
                .put("id", pipeline.id())
                .put("name", pipeline.text("name"))
                .put("is_default", pipeline.is("is_default"));
        DealTotals totals = board.totals();
        ObjectNode summary = report.putObject("summary")
                .put("total_stages", board.stageCount())
                .put("total_deals", totals.count())
                .put("total_value", totals.value())
                .put("average_deal_value", totals.averageValue())
                .put("currency", totals.currency());
        summary.set("by_currency", totals.perCurrency());
        ArrayNode stages = report.putArray("stages");
        for (PipelineBoard.Column column : board.columns()) {
            ObjectNode stage = stages.addObject();
            describe(stage, column);
            if (listsDeals) {
                ArrayNode deals = stage.putArray("deals");
                column.deals().forEach(deal -> deals.add(describe(deal)));
            }
        }
        return report;
    }

    private void describe(ObjectNode stage, PipelineBoard.Column column) {
        stage.put("id", column.id())
                .put("name", column.name())
                .put("color", column.color())
                .put("in_pipeline", column.known())
                .put("deal_count", column.totals().count())
                .put("total_value", column.totals().value())
                .put("average_value", column.totals().averageValue())
                .put("average_probability", column.totals().averageProbability())
                .put("currency", column.totals().currency());
        stage.set("by_currency", column.totals().perCurrency());
        board.conversion(column)
                .ifPresentOrElse(
                        percent -> stage.put("conversion_rate", percent), () -> stage.putNull("conversion_rate"));
    }

    private ObjectNode describe(Row deal) {
        ObjectNode node = Json.object().put("id", deal.id()).put("title", deal.text("title"));
        people.contact(deal).ifPresentOrElse(contact -> describe(node.putObject("contact"), contact), () -> {
            node.putNull("contact");
        });
        people.company(deal)
                .ifPresentOrElse(
                        company -> node.putObject("company")
                                .put("id", company.id())
                                .put("name", company.text("name")),
                        () -> node.putNull("company"));
        for (String column : List.of(
                "description",
                "value",
                "currency",
                "expected_close_date",
                "probability",
                "status",
                "owner_id",
                "conversation_id")) {
            node.set(column, deal.get(column));
        }
        return node.put("value_formatted", Money.format(DealTotals.value(deal), deal.text("currency")));
    }

    private static void describe(ObjectNode node, Row contact) {
        node.put("id", contact.id()).put("name", contact.text("full_name_search"));
        node.set("phones", contact.get("phones"));
        node.set("emails", contact.get("emails"));
    }

    /** An answer of a Lambda has its limit; half a report would be a wrong one. */
    static Problem tooLarge() {
        return Problem.of(413, "54000", "The report is too large")
                .withHint("Filter by assignee_id, or leave the single deals out with deals=false.");
    }
}
