package com.connectgain.shared.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.net.OutboundException.Reason;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundTest {

    /** A name server under an attacker's control: a name that looks public leads inside. */
    private static final DnsResolver TO_LOOPBACK = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private final List<HttpExchange> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        port = server.getAddress().getPort();
        serve(
                "/echo",
                exchange -> answer(exchange, 200, exchange.getRequestBody().readAllBytes()));
        serve("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port + "/echo");
            answer(exchange, 302, new byte[0]);
        });
        serve("/loop", exchange -> {
            exchange.getResponseHeaders().set("Location", "/loop");
            answer(exchange, 307, new byte[0]);
        });
        serve("/long", exchange -> answer(exchange, 200, new byte[100_000]));
        serve("/drip", this::drip);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void nameThatResolvesToAPrivateAddressIsRefusedWhenConnecting() {
        Outbound outbound = new Outbound(new Settings(Map.of()), TO_LOOPBACK);

        assertThat(refusal(outbound, HttpCall.get("http://harmless.example:" + port + "/echo")))
                .isEqualTo(Reason.REFUSED);
        assertThat(received).isEmpty();
    }

    @Test
    void trustedCallReachesAPrivateAddress() {
        Outbound outbound = new Outbound(new Settings(Map.of()), TO_LOOPBACK);

        HttpReply reply = outbound.send(
                HttpCall.get("http://provider.example:" + port + "/echo").toProvider());

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void connectionOfATrustedCallIsNotReusedByAGuardedOne() {
        Outbound outbound = new Outbound(new Settings(Map.of()), TO_LOOPBACK);
        String url = "http://provider.example:" + port + "/echo";
        outbound.send(HttpCall.get(url).toProvider());

        assertThat(refusal(outbound, HttpCall.get(url))).isEqualTo(Reason.REFUSED);
    }

    @Test
    void bodyAndHeadersArrive() {
        HttpReply reply = allowed()
                .send(new HttpCall(
                        "POST",
                        url("/echo"),
                        Map.of("X-Source", "ConnectGain", "Host", "elsewhere", "Content-Length", "1"),
                        "grüße".getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(5),
                        false));

        assertThat(reply.text()).isEqualTo("grüße");
        assertThat(received.getFirst().getRequestHeaders().getFirst("X-Source")).isEqualTo("ConnectGain");
        assertThat(received.getFirst().getRequestHeaders().getFirst("Host")).isEqualTo("127.0.0.1:" + port);
    }

    @Test
    void redirectIsAnsweredUnlessAskedToFollow() {
        assertThat(allowed().send(HttpCall.get(url("/away"))).status()).isEqualTo(302);
        assertThat(allowed().send(HttpCall.get(url("/away")).following(1)).status())
                .isEqualTo(200);
    }

    @Test
    void everyHopIsChecked() {
        Outbound outbound =
                new Outbound(new Settings(Map.of("OUTBOUND_ALLOWED_HOSTS", "harmless.example:" + port)), TO_LOOPBACK);

        assertThat(refusal(
                        outbound,
                        HttpCall.get("http://harmless.example:" + port + "/away")
                                .following(3)))
                .isEqualTo(Reason.REFUSED);
        assertThat(received).hasSize(1);
    }

    @Test
    void redirectsAreFollowedThreeTimesAtMost() {
        HttpReply reply = allowed().send(HttpCall.get(url("/loop")).following(3));

        assertThat(reply.status()).isEqualTo(307);
        assertThat(received).hasSize(4);
    }

    @Test
    void credentialsStayAtHomeWhenRedirectedElsewhere() {
        Outbound outbound = new Outbound(
                new Settings(Map.of("OUTBOUND_ALLOWED_HOSTS", "harmless.example:" + port + ",127.0.0.1:" + port)),
                TO_LOOPBACK);

        outbound.send(HttpCall.get("http://harmless.example:" + port + "/away")
                .withHeader("Authorization", "Bearer secret")
                .following(1));

        assertThat(received.getFirst().getRequestHeaders()).containsKey("Authorization");
        assertThat(received.getLast().getRequestHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void longReplyIsRefused() {
        assertThat(refusal(allowed(), HttpCall.get(url("/long")).readingAtMost(99_999)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(allowed()
                        .send(HttpCall.get(url("/long")).readingAtMost(100_000))
                        .body())
                .hasSize(100_000);
    }

    @Test
    void replyThatDripsEndsAtTheDeadline() {
        long started = System.nanoTime();

        Reason reason = refusal(allowed(), HttpCall.get(url("/drip")).withTimeout(Duration.ofMillis(400)));

        assertThat(reason).isEqualTo(Reason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void closedPortIsUnreachable() {
        server.stop(0);

        assertThat(refusal(allowed(), HttpCall.get(url("/echo")))).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void lineBreakInAHeaderIsRefused() {
        HttpCall call = HttpCall.get(url("/echo")).withHeader("X-Evil", "a\r\nX-Injected: b");

        assertThat(refusal(allowed(), call)).isEqualTo(Reason.REFUSED);
    }

    private Outbound allowed() {
        return new Outbound(new Settings(Map.of("OUTBOUND_ALLOWED_HOSTS", "127.0.0.1:" + port)));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Reason refusal(Outbound outbound, HttpCall call) {
        OutboundException refusal = catchThrowableOfType(OutboundException.class, () -> outbound.send(call));
        assertThat(refusal).isNotNull();
        return refusal.reason();
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Answer answer) {
        server.createContext(path, exchange -> {
            received.add(exchange);
            answer.to(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException gone) {
            // The client gave up on a long reply, as it should.
        }
        exchange.close();
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            do {
                out.write('.');
                out.flush();
            } while (!end.await(50, TimeUnit.MILLISECONDS));
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }
}
