package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** A deal as a client describes it: columns in their stored form, without the contact and maybe the pipeline. */
record DealInput(ObjectNode values) {

    static final String PIPELINE = "pipeline_id";

    private static final int TITLE = 200;
    private static final int STAGE = 100;
    private static final int SOURCE = 50;
    private static final int TAG = 50;
    private static final int DESCRIPTION = 5000;
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

    /**
     * What a deal takes where its row says nothing.
     *
     * @param pipelineId null for the organization's own default
     */
    record Defaults(String pipelineId, String stage, String currency) {

        static final Defaults NONE = new Defaults(null, "new", "USD");

        static Defaults read(Input sent) {
            return new Defaults(
                    sent.id("default_pipeline_id").orElse(NONE.pipelineId),
                    sent.text("default_stage", STAGE).orElse(NONE.stage),
                    DealInput.currency(sent, "default_currency", NONE.currency));
        }
    }

    static DealInput read(Input sent, Defaults defaults) {
        ObjectNode values = Json.object();
        values.put("title", sent.text("title", TITLE).orElseThrow(() -> Problem.required("title")));
        values.put("value", value(sent));
        values.put("currency", currency(sent, "currency", defaults.currency()));
        values.put("stage", sent.text("stage", STAGE).orElse(defaults.stage()));
        sent.id(PIPELINE).ifPresent(id -> values.put(PIPELINE, id));
        sent.text("description", DESCRIPTION).ifPresent(text -> values.put("description", text));
        sent.date("expected_close_date").ifPresent(date -> values.put("expected_close_date", date));
        sent.wholeNumber("probability", 0, 100).ifPresent(number -> values.put("probability", number));
        sent.text("source", SOURCE).ifPresent(text -> values.put("source", text));
        values.set("tags", Input.array(sent.texts("tags", TAG)));
        sent.id("owner_id").ifPresent(id -> values.put("owner_id", id));
        sent.id("company_id").ifPresent(id -> values.put("company_id", id));
        sent.document("custom_fields").ifPresent(fields -> values.set("custom_fields", fields));
        sent.objects("products").ifPresent(products -> values.set("products", products));
        return new DealInput(values);
    }

    private static BigDecimal value(Input sent) {
        BigDecimal value = sent.number("value").orElse(BigDecimal.ZERO);
        if (value.signum() < 0) {
            throw Problem.badRequest("value must be at least 0");
        }
        return value;
    }

    private static String currency(Input sent, String field, String otherwise) {
        String currency = sent.text(field).orElse(otherwise);
        if (!CURRENCY.matcher(currency).matches()) {
            throw Problem.badRequest(field + " must be a 3-letter code");
        }
        return currency.toUpperCase(Locale.ROOT);
    }

    String title() {
        return values.path("title").textValue();
    }

    /** The deal's row, of this contact and in this pipeline. */
    ObjectNode of(String contactId, String pipelineId) {
        return values.deepCopy().put("contact_id", contactId).put(PIPELINE, pipelineId);
    }
}
