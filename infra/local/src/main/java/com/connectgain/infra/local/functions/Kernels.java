package com.connectgain.infra.local.functions;

import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.sandbox.Faults;
import com.connectgain.infra.local.sandbox.FaultyHttpClient;
import com.connectgain.infra.local.sandbox.KillSwitch;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.net.HttpReply;
import com.connectgain.shared.net.HttpSender;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The one place that makes kernels: the product's own composition root over local settings and the movable clock. */
public final class Kernels {

    private final Map<String, String> local;
    private final Clock clock;
    private final KillSwitch killSwitch;
    private final Runnable written;
    private final AwsClients aws;

    /**
     * @param local settings that win over what the template sets, because a template cannot know this machine
     * @param faults what the functions' AWS calls suffer on demand; all functions share the clients
     * @param written told of every write, by whomever
     */
    public Kernels(Map<String, String> local, Clock clock, Faults faults, KillSwitch killSwitch, Runnable written) {
        this.local = Map.copyOf(local);
        this.clock = clock;
        this.killSwitch = killSwitch;
        this.written = written;
        this.aws = new AwsClients(
                new Settings(this.local),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(Clients.ACCESS_KEY, Clients.SECRET_KEY)),
                Once.of(() ->
                        new FaultyHttpClient(Clients.newHttp(), faults, this::afterProviderCall, this::afterWrite)));
    }

    /** What every function has in its environment, for the local cloud's own work. */
    public Kernel of(Map<String, String> environment) {
        return of(environment, UnaryOperator.identity());
    }

    /** The kernel of one function with that function's environment. */
    Kernel of(FunctionSpec function) {
        return of(function.environment(), sender -> call -> {
            HttpReply reply = sender.send(call);
            afterProviderCall();
            return reply;
        });
    }

    private void afterProviderCall() {
        LambdaFunction.running().ifPresent(killSwitch::afterProviderCall);
    }

    private void afterWrite() {
        written.run();
        LambdaFunction.running().ifPresent(killSwitch::afterWrite);
    }

    private Kernel of(Map<String, String> environment, UnaryOperator<HttpSender> watched) {
        Map<String, String> settings = new LinkedHashMap<>(environment);
        settings.putAll(local);
        return new Kernel(new Settings(Map.copyOf(settings)), clock, aws, watched);
    }
}
