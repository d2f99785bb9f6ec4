package com.connectgain.functions.data;

import com.connectgain.functions.data.analytics.Dashboard;
import com.connectgain.functions.data.rpc.CallMinutesAvailable;
import com.connectgain.functions.data.rpc.ContactTimeline;
import com.connectgain.functions.data.rpc.DashboardMetrics;
import com.connectgain.functions.data.rpc.DealForecast;
import com.connectgain.functions.data.rpc.LoginData;
import com.connectgain.functions.data.rpc.OwnerMetrics;
import com.connectgain.functions.data.rpc.PipelineAnalytics;
import com.connectgain.functions.data.rpc.Procedures;
import com.connectgain.functions.data.rpc.UnansweredCount;
import com.connectgain.functions.data.rpc.UnreadCounts;
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
        procedures = Once.of(() -> new Procedures(Map.of(
                "get_user_login_data",
                new LoginData(Identity.of(kernel), kernel.store(), kernel.vault()),
                "get_conversation_unread_counts",
                new UnreadCounts(kernel.store()),
                "get_unanswered_conversations_count",
                new UnansweredCount(kernel.store()),
                "get_contact_timeline",
                new ContactTimeline(kernel.store()),
                "get_dashboard_metrics",
                new DashboardMetrics(new Dashboard(kernel.store(), kernel.dataApi(), kernel.clock())),
                "get_deal_forecast",
                new DealForecast(kernel.store()),
                "get_pipeline_analytics",
                new PipelineAnalytics(kernel.store()),
                "get_deal_owner_metrics",
                new OwnerMetrics(kernel.store(), kernel.clock()),
                "check_call_minutes_available",
                new CallMinutesAvailable(new CallMinutes(kernel.store(), kernel.clock())))));
    }

    @Override
    protected Response handle(Call call) {
        return procedures.get().answer(call);
    }
}
