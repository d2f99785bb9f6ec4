package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.sales.PipelineBoard;
import com.connectgain.shared.sales.PipelineDeals.Owners;
import com.connectgain.shared.sales.PipelineReport;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What of a row an outsider sees. Without sensitive data nobody can be reached and no price is told. */
final class Projection {

    private final Store store;
    private final String organization;
    private final boolean sensitive;
    private final Masks masks;

    Projection(Store store, String organization, boolean sensitive) {
        this.store = store;
        this.organization = organization;
        this.sensitive = sensitive;
        this.masks = new Masks(sensitive);
    }

    /** Nothing when the row is gone. */
    Optional<ObjectNode> of(EntityType type, String id) {
        return store.find(type.table(), organization, id).map(row -> switch (type) {
            case DEAL -> deal(row);
            case CONTACT -> contact(row);
            case COMPANY -> company(row);
            case TASK -> task(row);
            case PIPELINE_REPORT -> report(row);
        });
    }

    private ObjectNode deal(Row deal) {
        ObjectNode data = columns(deal, "title", "currency", "status", "probability", "expected_close_date");
        data.set("value", masks.money(deal.get("value")));
        data.put("stage", stageName(deal));
        data.set(
                "contact",
                related("contacts", deal.text("contact_id")).map(this::person).orElse(null));
        data.set(
                "company",
                related("companies", deal.text("company_id"))
                        .map(company -> columns(company, "name", "website"))
                        .orElse(null));
        ArrayNode products = data.putArray("products");
        for (JsonNode product : deal.get("products")) {
            ObjectNode line = products.addObject();
            line.set("name", product.path("name"));
            line.set("quantity", product.path("quantity"));
            line.set("unit_price", masks.money(product.path("unit_price")));
        }
        return data;
    }

    private String stageName(Row deal) {
        String stage = deal.text("stage");
        Optional<Row> pipeline = related("pipelines", deal.text("pipeline_id"));
        if (pipeline.isPresent()) {
            for (JsonNode candidate : pipeline.get().get("stages")) {
                if (candidate.path("id").asText().equals(stage)
                        && candidate.path("name").isTextual()) {
                    return candidate.path("name").asText();
                }
            }
        }
        return stage;
    }

    private ObjectNode person(Row contact) {
        ObjectNode data = Json.object().put("name", contact.text("full_name_search"));
        masks.reach(data, contact);
        return data;
    }

    private ObjectNode contact(Row contact) {
        ObjectNode data = columns(contact, "first_name", "last_name", "job_title", "avatar_url", "country", "tags");
        data.put("name", contact.text("full_name_search"));
        masks.reach(data, contact);
        data.set(
                "company",
                related("companies", contact.text("company_id"))
                        .map(company -> columns(company, "name"))
                        .orElse(null));
        return data;
    }

    private ObjectNode company(Row company) {
        ObjectNode data = columns(
                company,
                "name",
                "description",
                "industry",
                "company_size",
                "employee_count",
                "website",
                "linkedin_url",
                "facebook_url",
                "twitter_handle",
                "logo_url");
        data.set("address", columns(company, "street", "city", "state", "postal_code", "country"));
        masks.reach(data, company);
        data.set("annual_revenue", masks.money(company.get("annual_revenue")));
        return data;
    }

    private ObjectNode task(Row task) {
        ObjectNode data = columns(task, "title", "description", "priority", "due_date", "completed", "completed_at");
        data.put("status", task.is("completed") ? "COMPLETED" : "OPEN");
        data.set(
                "assignee",
                related("profiles", task.text("assignee_id"))
                        .map(Projection::member)
                        .orElse(null));
        return data;
    }

    private static ObjectNode member(Row profile) {
        String name = profile.find("first_name").orElse("") + " "
                + profile.find("last_name").orElse("");
        return Json.object().put("name", name.strip());
    }

    /** Sums are what a report is for and always shown; whose deals and for how much each, only with sensitive data. */
    private ObjectNode report(Row pipeline) {
        PipelineReport report = PipelineReport.of(store, organization, pipeline.id(), new Owners.All(), sensitive);
        ObjectNode data = report.json(false);
        ((ObjectNode) data.path("pipeline")).remove("id");
        int place = 0;
        for (PipelineBoard.Column column : report.board().columns()) {
            ArrayNode deals = ((ObjectNode) data.path("stages").get(place++)).putArray("deals");
            column.deals().forEach(deal -> deals.add(line(report, deal)));
        }
        return data;
    }

    private ObjectNode line(PipelineReport report, Row deal) {
        ObjectNode line = columns(deal, "title", "currency", "expected_close_date", "probability");
        line.set("value", masks.money(deal.get("value")));
        line.put(
                "contact",
                report.people()
                        .contact(deal)
                        .map(row -> row.text("full_name_search"))
                        .orElse(null));
        line.put(
                "company",
                report.people().company(deal).map(row -> row.text("name")).orElse(null));
        return line;
    }

    private Optional<Row> related(String table, String id) {
        return id == null ? Optional.empty() : store.find(table, organization, id);
    }

    private static ObjectNode columns(Row row, String... names) {
        ObjectNode data = Json.object();
        for (String name : names) {
            data.set(name, row.get(name));
        }
        return data;
    }
}
