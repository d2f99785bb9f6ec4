package com.connectgain.shared.net;

import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.net.OutboundException.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * {@link HttpSender} over Apache HttpClient. Calls to customers' addresses and calls to providers use separate clients,
 * hence separate connections: nothing that passed unguarded is ever reused where the guard should have looked.
 */
public final class Outbound implements HttpSender {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private final Guard guard;
    private final Once<CloseableHttpClient> guarded;
    private final Once<CloseableHttpClient> trusted;

    public Outbound(Settings settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    Outbound(Settings settings, DnsResolver resolver) {
        this.guard = new Guard(settings.get("OUTBOUND_ALLOWED_HOSTS", ""));
        this.guarded = Once.of(() -> HttpClients5.make(new GuardedResolver(guard, resolver)));
        this.trusted = Once.of(() -> HttpClients5.make(resolver));
    }

    @Override
    public HttpReply send(HttpCall call) {
        long deadline = System.nanoTime() + call.timeout().toNanos();
        Target target = Target.of(call.url());
        HttpCall hop = call;
        for (int redirects = 0; ; redirects++) {
            HttpReply reply = hop(hop, target, deadline);
            String location = reply.headers().get("location");
            if (!REDIRECTS.contains(reply.status()) || location == null || redirects == call.redirects()) {
                return reply;
            }
            Target next = target.redirectedTo(location);
            hop = redirected(hop, reply.status(), target.sameOrigin(next));
            target = next;
        }
    }

    /** What browsers do: a redirected POST becomes a GET except for 307 and 308, and credentials stay at home. */
    private static HttpCall redirected(HttpCall call, int status, boolean sameOrigin) {
        boolean keepsBody = status == 307 || status == 308 || call.body() == null;
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.keySet().removeIf(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            return !sameOrigin && CREDENTIALS.contains(lower) || !keepsBody && lower.startsWith("content-");
        });
        return new HttpCall(
                keepsBody ? call.method() : "GET",
                call.url(),
                headers,
                keepsBody ? call.body() : null,
                call.timeout(),
                // A provider that sends us elsewhere is not trusted with where.
                call.trusted() && sameOrigin,
                call.redirects(),
                call.maxBytes(),
                call.cutting());
    }

    /** On a thread of its own, because neither a name server nor a reply that drips can be held to a deadline else. */
    private HttpReply hop(HttpCall call, Target target, long deadline) {
        if (!call.trusted()) {
            guard.check(target);
        }
        CloseableHttpClient client = call.trusted() ? trusted.get() : guarded.get();
        Exchange exchange = new Exchange(call, target, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        FutureTask<HttpReply> task = new FutureTask<>(() -> exchange.run(client));
        Thread.startVirtualThread(task);
        try {
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw timeout(call, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OutboundException(Reason.UNREACHABLE, "The call was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw describe(call, target, failed.getCause());
        } finally {
            if (!task.isDone()) {
                exchange.cancel();
                task.cancel(true);
            }
        }
    }

    private static OutboundException describe(HttpCall call, Target target, Throwable cause) {
        return switch (cause) {
            case OutboundException known -> known;
            case SocketTimeoutException late -> timeout(call, late);
            case ConnectionRequestTimeoutException busy -> timeout(call, busy);
            case IOException unreachable ->
                new OutboundException(
                        Reason.UNREACHABLE,
                        "No reply from " + target.host() + ": "
                                + unreachable.getClass().getSimpleName(),
                        unreachable);
            case RuntimeException refused -> new OutboundException(Reason.REFUSED, "The call cannot be made", refused);
            case Error error -> throw error;
            default -> new OutboundException(Reason.UNREACHABLE, "No reply from " + target.host(), cause);
        };
    }

    private static OutboundException timeout(HttpCall call, Throwable cause) {
        return new OutboundException(
                Reason.TIMEOUT, "No reply within " + call.timeout().toMillis() + " ms", cause);
    }
}
