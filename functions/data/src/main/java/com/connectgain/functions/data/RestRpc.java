package com.connectgain.functions.data;

import com.connectgain.functions.data.analytics.Dashboard;
import com.connectgain.functions.data.rpc.AgentWorkload;
import com.connectgain.functions.data.rpc.AutomationStats;
import com.connectgain.functions.data.rpc.CallMinutesAvailable;
import com.connectgain.functions.data.rpc.CompanyFigures;
import com.connectgain.functions.data.rpc.ContactFigures;
import com.connectgain.functions.data.rpc.ContactTimeline;
import com.connectgain.functions.data.rpc.DashboardMetrics;
import com.connectgain.functions.data.rpc.DealForecast;
import com.connectgain.functions.data.rpc.DeleteTag;
import com.connectgain.functions.data.rpc.LoginData;
import com.connectgain.functions.data.rpc.OwnerMetrics;
import com.connectgain.functions.data.rpc.PipelineAnalytics;
import com.connectgain.functions.data.rpc.Procedure;
import com.connectgain.functions.data.rpc.Procedures;
import com.connectgain.functions.data.rpc.ProjectStats;
import com.connectgain.functions.data.rpc.RenameTag;
import com.connectgain.functions.data.rpc.SeedLifecycleStages;
import com.connectgain.functions.data.rpc.SlaReport;
import com.connectgain.functions.data.rpc.TagCounts;
import com.connectgain.functions.data.rpc.TaskStats;
import com.connectgain.functions.data.rpc.UnansweredCount;
import com.connectgain.functions.data.rpc.UnreadCounts;
import com.connectgain.functions.data.rpc.UpdateTags;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.calls.CallMinutes;
import com.connectgain.shared.http.ErrorBody;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.tags.TagJobs;
import java.time.Clock;
import java.util.Map;

/** {@code rest-rpc}: remote procedures under {@code /rest/v1/rpc/}, as PostgREST serves them. */
public final class RestRpc extends HttpFunction {

    private final Once<Procedures> procedures;

    public RestRpc() {
        this(Kernel.fromEnvironment());
    }

    public RestRpc(Kernel kernel) {
        super(
                kernel,
                Endpoint.any(Credential.USER, Credential.ANON, Credential.SERVICE)
                        .limitedAs(Endpoint.Limit.REST)
                        .answeringErrorsAs(ErrorBody.REST));
        procedures = Once.of(() -> new Procedures(all(kernel)));
    }

    static Map<String, Procedure> all(Kernel kernel) {
        Store store = kernel.store();
        Records records = kernel.records();
        Clock clock = kernel.clock();
        TagJobs tags = new TagJobs(store, records, kernel::queues);
        return Map.ofEntries(
                Map.entry("get_user_login_data", new LoginData(Identity.of(kernel), store, kernel.vault())),
                Map.entry("get_conversation_unread_counts", new UnreadCounts(store)),
                Map.entry("get_unanswered_conversations_count", new UnansweredCount(store)),
                Map.entry("check_call_minutes_available", new CallMinutesAvailable(new CallMinutes(store, clock))),
                Map.entry("get_tag_counts", new TagCounts(store, clock)),
                Map.entry("rename_tag", new RenameTag(store, clock, tags)),
                Map.entry("delete_tag", new DeleteTag(store, clock, tags)),
                Map.entry("update_tags", new UpdateTags(store, records, clock)),
                Map.entry("seed_lifecycle_stages", new SeedLifecycleStages(store, records, clock)),
                Map.entry("get_task_stats", new TaskStats(store, clock)),
                Map.entry("get_project_stats", new ProjectStats(store, clock)),
                Map.entry("get_contact_figures", new ContactFigures(store, clock)),
                Map.entry("get_company_figures", new CompanyFigures(store, clock)),
                Map.entry("get_agent_workload", new AgentWorkload(store, clock)),
                Map.entry("get_automation_stats", new AutomationStats(store, clock)),
                Map.entry("get_sla_report", new SlaReport(store, clock)),
                Map.entry("get_contact_timeline", new ContactTimeline(store, clock)),
                Map.entry(
                        "get_dashboard_metrics",
                        new DashboardMetrics(new Dashboard(store, kernel.dataApi(), clock), clock)),
                Map.entry("get_deal_forecast", new DealForecast(store, clock)),
                Map.entry("get_pipeline_analytics", new PipelineAnalytics(store, clock)),
                Map.entry("get_deal_owner_metrics", new OwnerMetrics(store, clock)));
    }

    @Override
    protected Response handle(Call call) {
        return procedures.get().answer(call);
    }
}
