package com.connectgain.shared.sales;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.sales.PipelineDeals.Owners;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.time.Zones;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/** Answers requests for the report; for owners and administrators with access to the CRM. */
public final class SalesReports {

    /** Lambda answers at most 6 MB, and the gateway's envelope escapes what is in it. */
    private static final int MOST_BYTES = 4_500_000;

    private final Store store;
    private final Clock clock;

    public SalesReports(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Response answer(Request request, Caller caller) {
        return answer(ReportQuestion.of(request), caller);
    }

    /** As a file, whatever format the request names. */
    public Response file(Request request, Caller caller) {
        return answer(ReportQuestion.of(request).csv(), caller);
    }

    private Response answer(ReportQuestion question, Caller caller) {
        caller.require(Permission.CAN_ACCESS_CRM);
        if (!caller.administers()) {
            throw Problem.insufficientPermissions().withDetails("The sales report is for owners and administrators");
        }
        String organization = caller.organization();
        if (question.owners() instanceof Owners.Member(var id)
                && store.find("profiles", organization, id).isEmpty()) {
            throw Problem.notFound("Assignee not found");
        }
        PipelineReport report =
                PipelineReport.of(store, organization, question.pipeline(), question.owners(), question.listsDeals());
        Response response = question.asCsv()
                ? csv(organization, new ReportCsv(report, question.listsDeals()).bytes())
                : Response.ok(report.json(question.listsDeals()));
        if (response.body().length > MOST_BYTES) {
            throw PipelineReport.tooLarge();
        }
        return response;
    }

    private Response csv(String organization, byte[] file) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.of(store, organization));
        return new Response(200, Map.of("Content-Type", "text/csv; charset=utf-8"), file)
                .withHeader("Content-Disposition", "attachment; filename=\"sales-report-" + today + ".csv\"");
    }
}
