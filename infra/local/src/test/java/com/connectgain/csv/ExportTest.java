package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as files. */
@ExtendWith(CloudExtension.class)
class ExportTest {

    private static final String MARK = "\uFEFF";

    private final LocalCloud cloud;
    private final Desk desk;

    ExportTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.desk = Desk.open(cloud);
    }

    private JsonNode contact(String json) {
        return desk.insert("contacts", (ObjectNode) Json.read(json));
    }

    @Test
    void chosenFieldsOfAllContacts() {
        contact("{\"first_name\": \"محمد\", \"phones\": [\"+201000000001\", \"+201000000002\"], \"tags\": [\"a\","
                + " \"b\"]}");
        contact("{\"first_name\": \"O\\\"Brien, Jr.\", \"emails\": [\"ob@example.com\"], \"custom_fields\": {\"size\":"
                + " \"XL\"}}");

        HttpResponse<String> answer =
                desk.export("entity=contacts&fields=first_name,Phone%20Number,emails,tags,custom_fields.size");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .matches("attachment; filename=\"contacts-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
        assertThat(answer.body()).isEqualTo(MARK + """
            First Name,Phone Number,Email,Tags,size\r
            محمد,'+201000000001; +201000000002,,a; b,\r
            "O""Brien, Jr.",,ob@example.com,,XL\r
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "=1+1|'=1+1",
                "@SUM(A1)|'@SUM(A1)",
                "-2+3|'-2+3",
                "+cmd|'+cmd",
                " =1|' =1",
                "-7.50|'-7.50",
                "+201000000001|'+201000000001",
                "a=b|a=b",
                "'=1|''=1",
            })
    void nothingInACellRuns(String stored, String exported) {
        contact(Json.write(Json.object().put("first_name", "x").put("notes", stored)));
        assertThat(desk.export("entity=contacts&fields=notes").body())
                .isEqualTo(MARK + "Notes\r\n" + exported + "\r\n");
    }

    @Test
    void exportOfOneOrganizationIsAnImportOfAnother() {
        contact("""
            {"first_name": "=Ann", "last_name": "Lee", "phones": ["+201000000001"], "emails": ["ann@example.com"],
             "tags": ["vip"], "custom_fields": {"a": "1", "b": "x, \\"y\\""}, "notes": "two\\nlines", "opt_in_status": false}
            """);
        String file = desk.export("entity=contacts").body();
        Desk other = Desk.open(cloud);
        other.importCsv("import-contacts", file).ok();

        var before = desk.all("contacts").getFirst();
        var after = other.all("contacts").getFirst();
        for (String column : List.of("first_name", "last_name", "phones", "emails", "tags", "notes", "opt_in_status")) {
            assertThat((Object) after.get(column)).as(column).isEqualTo(before.get(column));
        }
        assertThat(after.get("custom_fields").path("b").asText()).isEqualTo("x, \"y\"");
    }

    @Test
    void filtersAreTheDataApis() {
        contact("{\"first_name\": \"Ann\", \"tags\": [\"vip\"]}");
        contact("{\"first_name\": \"Bob\"}");
        String cyd = contact("{\"first_name\": \"Cyd\"}").path("id").asText();

        assertThat(desk.export("entity=contacts&fields=first_name&tags=cs.%7Bvip%7D")
                        .body())
                .isEqualTo(MARK + "First Name\r\nAnn\r\n");
        assertThat(desk.export("entity=contacts&fields=first_name&or=(first_name.eq.Bob,first_name.like.A*)")
                        .body())
                .isEqualTo(MARK + "First Name\r\nAnn\r\nBob\r\n");
        assertThat(desk.export("entity=contacts&fields=first_name&ids=" + cyd).body())
                .isEqualTo(MARK + "First Name\r\nCyd\r\n");
        assertThat(desk.export("entity=contacts&fields=first_name&order=created_at.desc")
                        .body())
                .isEqualTo(MARK + "First Name\r\nCyd\r\nBob\r\nAnn\r\n");
        Answer posted = desk.post("export-csv", Json.read("""
            {"entity": "contacts", "fields": ["first_name"], "filters": {"first_name": "in.(Bob,Cyd)"}}
            """));
        assertThat(posted.raw().body()).isEqualTo(MARK + "First Name\r\nBob\r\nCyd\r\n");
        assertThat(desk.export("entity=contacts&fields=first_name&first_name=eq.Nobody")
                        .body())
                .isEqualTo(MARK + "First Name\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "sales_report,Stage;Deal Title",
        "pipeline_analytics,Section;Pipeline Id",
        "deal_forecast,Section;Pipeline Id",
        "owner_metrics,Section",
        "task_stats,Section;Total",
        "project_stats,Section;Total;Active",
        "agent_workload,Section;User Id;Name;Role",
        "automation_stats,Section;Total;Successful;Failed;Success Rate",
        "tag_counts,Section",
        "dashboard,Section",
        "analytics_inbox,Section;Inbox Metrics Average Response Time",
        "analytics_deals,Section",
        "analytics_contacts,Section",
        "analytics-performance,Section",
        "analytics_metrics,Section"
    })
    void everyReportIsAFileToo(String report, String header) {
        desk.insert("tasks", Json.object().put("title", "Call"));

        HttpResponse<String> answer = desk.export("entity=" + report);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(answer.body()).startsWith(MARK + header.replace(';', ','));
    }

    @Test
    void reportsAreNarrowedDownAsWhereTheyAreJson() {
        String project = desk.insert("projects", Json.object().put("name", "P").put("type", "SUPPORT"))
                .path("id")
                .asText();
        desk.insert(
                "project_issues",
                Json.object().put("project_id", project).put("title", "t").put("description", "d"));

        String report = desk.export("entity=sla_report&p_project_id=" + project).body();
        Answer posted = desk.post(
                "export-csv",
                Json.object()
                        .put("entity", "sla_report")
                        .set("filters", Json.object().put("p_project_id", project)));
        Answer asked = desk.call(
                "POST",
                "/rest/v1/rpc/get_sla_report",
                Json.object().put("p_project_id", project),
                "Accept",
                "text/csv");

        assertThat(report)
                .startsWith(MARK + "Section,Project Id,Total,")
                .contains("\r\nSummary," + project + ",1,")
                .contains("\r\nBy Assignee,,1,");
        assertThat(posted.raw().body()).isEqualTo(report);
        assertThat(asked.raw().body()).isEqualTo(report);
        assertThat(desk.export("entity=sla_report").statusCode()).isEqualTo(400);
        assertThat(desk.export("entity=task_stats&colour=red").statusCode()).isEqualTo(400);
        assertThat(desk.join("AGENT").export("entity=sales_report").statusCode())
                .isEqualTo(403);
    }

    @Test
    void workloadAndRulesAreLinesOfTheirReports() {
        desk.insert("tasks", Json.object().put("title", "Call").put("assignee_id", desk.user));
        desk.insert("automation_rules", (ObjectNode) Json.read("""
            {"name": "Greet, \\"all\\"", "trigger_type": "contact.created", "conditions": [],
             "actions": [{"type": "ADD_TAG", "tag": "new"}]}
            """));

        String workload = desk.export("entity=agent_workload").body();
        String rules = desk.export("entity=automation-stats").body();
        Answer asked = desk.call("GET", "/rest/v1/rpc/get_agent_workload", null, "Accept", "text/csv");

        assertThat(workload)
                .startsWith(MARK + "Section,User Id,Name,Role,Is Online,Is Available,Active Tasks,Open Conversations,"
                        + "Capacity,Capacity Percentage\r\nSummary," + desk.user + ",")
                .endsWith(",OWNER,false,true,1,0,20,5\r\n");
        assertThat(asked.raw().body()).isEqualTo(workload);
        assertThat(asked.header("content-disposition")).contains("get-agent-workload.csv");
        assertThat(rules)
                .contains("\r\nSummary,0,0,0,0,")
                .contains("\r\nRules,0,0,0,0,,")
                .contains(",\"Greet, \"\"all\"\"\",contact.created,true\r\n");
        assertThat(desk.join("AGENT").export("entity=automation_stats").statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyEntityHasItsColumns() {
        String contact = contact("{\"first_name\": \"Ann\", \"last_name\": \"Lee\"}")
                .path("id")
                .asText();
        String company = desk.insert(
                        "companies", Json.object().put("name", "Acme").put("annual_revenue", 12.5))
                .path("id")
                .asText();
        desk.insert(
                "deals",
                Json.object()
                        .put("title", "House")
                        .put("contact_id", contact)
                        .put("company_id", company)
                        .put("value", 100));
        desk.insert("products", Json.object().put("name", "Chair").put("price", 3));
        desk.insert("call_records", (ObjectNode)
                Json.read("{\"customer_phone\": \"+201000000001\", \"keywords\": [\"price\", \"offer\"]}"));

        assertThat(desk.export("entity=companies&fields=name,annual_revenue").body())
                .isEqualTo(MARK + "Company name,Annual Revenue\r\nAcme,12.5\r\n");
        assertThat(desk.export("entity=deals&fields=title,Contact,Company,value,Pipeline,Owner")
                        .body())
                .matches(
                        "\uFEFFDeal Title,Contact,Company,Value,Pipeline,Owner\r\nHouse,Ann Lee,Acme,100,[^,]+,.*\r\n");
        assertThat(desk.export("entity=products&fields=name,price").body())
                .isEqualTo(MARK + "Name,Price\r\nChair,3\r\n");
        String calls = desk.export("entity=calls").body();
        assertThat(calls.lines().findFirst().orElse(""))
                .contains("Call Type,Language,QA Score,Sentiment,Sentiment Score,Resolution,Instruction Type,"
                        + "Disclosure,Instruments,Flag Count,Flag Categories,Topics,Keywords");
        assertThat(calls).contains("+201000000001").contains("price; offer");
        assertThat(desk.export("entity=attendance").statusCode()).isEqualTo(200);
        assertThat(desk.export("entity=campaign_recipients").statusCode()).isEqualTo(200);
    }

    @Test
    void whoMayNotReadMayNotExport() {
        contact("{\"first_name\": \"Ann\"}");
        Desk agent = desk.join("AGENT");
        assertThat(agent.export("entity=contacts&fields=first_name").body()).contains("Ann");
        desk.call(
                "PATCH",
                "/rest/v1/profiles?id=eq." + agent.user,
                Json.read("{\"permissions\": {\"can_access_crm\": false}}"));
        assertThat(agent.export("entity=contacts").statusCode()).isEqualTo(403);
        assertThat(Desk.open(cloud).export("entity=contacts&fields=first_name").body())
                .isEqualTo(MARK + "First Name\r\n");
        HttpResponse<String> key = Desk.raw(
                "GET",
                cloud.url() + "/functions/v1/export-csv?entity=contacts",
                new byte[0],
                "x-api-key",
                desk.apiKey());
        assertThat(key.statusCode()).isEqualTo(401);
    }

    @Test
    void largeExportIsAFileWithALink() {
        desk.importCsv("import-contacts", ImportRequestsTest.people(300)).ok();
        HttpResponse<String> begun = desk.export("entity=contacts&fields=first_name,emails&background=true");
        assertThat(begun.statusCode()).isEqualTo(202);
        String job = Json.read(begun.body()).path("job_id").asText();
        desk.idle();

        JsonNode done = Json.read(desk.export("job_id=" + job).body());
        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("COMPLETED");
        assertThat(done.path("rows").asInt()).isEqualTo(300);
        String file =
                Desk.raw("GET", done.path("download_url").asText(), new byte[0]).body();
        assertThat(file).startsWith(MARK + "First Name,Email\r\nPerson 0,p0@example.com\r\n");
        assertThat(file.lines()).hasSize(301);
        assertThat(Desk.open(cloud).export("job_id=" + job).statusCode()).isEqualTo(404);
        assertThat(desk.join("AGENT").export("job_id=" + job).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | entity is required",
                "entity=shoes | entity must be one of contacts, companies, deals, call_records, products, attendance,"
                        + " campaign_recipients",
                "entity=contacts&fields=shoe | Unknown field: shoe",
                "entity=contacts&ids=x | ids must be ids of rows",
                "entity=contacts&limit=5 | limit has no meaning for an export: it has all rows, and fields names the"
                        + " columns",
                "entity=contacts&shoe=eq.1 | column contacts.shoe does not exist",
                "entity=contacts&order=first_name | These rows can only be ordered by created_at",
            })
    void badOrdersAreToldWhy(String query, String error) {
        HttpResponse<String> answer = desk.export(query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body()).path("error").asText()).isEqualTo(error);
    }

    @Test
    void hiddenColumnsAreUnknown() {
        assertThat(desk.export("entity=deals&fields=owner_history_id").statusCode())
                .isEqualTo(400);
    }
}
