package com.connectgain.functions.messaging.push;

import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.net.HttpCall;
import com.connectgain.shared.net.HttpReply;
import com.connectgain.shared.net.OutboundException;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a message to every device of a member. A device that the push service has forgotten is forgotten here too. */
public final class WebPush {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TIME_TO_LIVE = "86400";
    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    /** What became of a message, counted by device. */
    public record Report(int sent, int failed, int removed, boolean worthAnotherTry) {

        Report plus(Report other) {
            return new Report(
                    sent + other.sent,
                    failed + other.failed,
                    removed + other.removed,
                    worthAnotherTry || other.worthAnotherTry);
        }
    }

    private static final Report NOTHING = new Report(0, 0, 0, false);

    private final Kernel kernel;
    private final Vapid vapid;
    private final Optional<String> sandbox;

    public WebPush(Kernel kernel) {
        this.kernel = kernel;
        this.vapid = new Vapid(
                kernel.store().operations(),
                kernel.vault(),
                kernel.clock(),
                kernel.settings().require("APP_URL"));
        this.sandbox = kernel.settings().find("PROVIDER_PUSH_URL");
    }

    public String publicKey() {
        try {
            return vapid.publicKey();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param message its id makes each device hear it once */
    public Report send(String organization, String member, ObjectNode message) {
        Store store = kernel.store();
        List<Row> devices =
                store.readAll(store.table("push_subscriptions"), organization, new AccessPath.Equal("user_id", member));
        return devices.stream().map(device -> once(device, message)).reduce(NOTHING, Report::plus);
    }

    private Report once(Row device, ObjectNode message) {
        String marker = "push#" + message.path("id").asText() + "#" + device.id();
        if (kernel.store().operations().find(marker).isPresent()) {
            return NOTHING;
        }
        Report report = deliver(device, message);
        if (!report.worthAnotherTry()) {
            kernel.store()
                    .operations()
                    .put(marker, Json.object(), kernel.clock().instant().plus(Duration.ofDays(28)));
        }
        return report;
    }

    private Report deliver(Row device, ObjectNode message) {
        HttpReply reply;
        try {
            reply = kernel.outbound().send(call(device, message));
        } catch (GeneralSecurityException | URISyntaxException | IllegalArgumentException unusable) {
            kernel.log().warn("push subscription unusable", "subscription_id", device.id());
            return new Report(0, 1, 0, false);
        } catch (OutboundException failure) {
            return new Report(0, 1, 0, failure.reason() != OutboundException.Reason.REFUSED);
        }
        if (reply.isSuccess()) {
            touch(device);
            return new Report(1, 0, 0, false);
        }
        if (reply.status() == GONE || reply.status() == NOT_FOUND) {
            Writing writing = new Writing(
                    kernel.store(), device.organization(), null, kernel.clock().instant());
            kernel.records().delete(writing, List.of(device));
            return new Report(0, 0, 1, false);
        }
        return new Report(0, 1, 0, reply.status() >= 500 || reply.status() == TOO_MANY);
    }

    private HttpCall call(Row device, ObjectNode message) throws GeneralSecurityException, URISyntaxException {
        URI endpoint = new URI(device.text("endpoint"));
        byte[] body = Envelope.seal(
                Json.bytes(message),
                decoded(device.text("p256dh")),
                decoded(opened(device.text("auth"))),
                P256.newPair(),
                RandomText.bytes(Envelope.SALT));
        Map<String, String> headers = Map.of(
                "Authorization", vapid.authorization(endpoint),
                "Content-Type", "application/octet-stream",
                "Content-Encoding", "aes128gcm",
                "TTL", TIME_TO_LIVE,
                "Urgency", "normal");
        // Where a browser subscribed is the browser's word, so the guard looks at it; the sandbox is our own.
        String url = sandbox.map(base -> base + endpoint.getRawPath()).orElse(endpoint.toString());
        return new HttpCall("POST", url, headers, body, PATIENCE, sandbox.isPresent());
    }

    private String opened(String stored) {
        return Vault.isSealed(stored) ? kernel.vault().open(stored) : stored;
    }

    /** Browsers write base64url, older libraries base64. */
    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder()
                .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
    }

    private void touch(Row device) {
        kernel.store()
                .change(
                        device.table(),
                        device.organization(),
                        device.id(),
                        values -> values.put(
                                "last_used_at", DateTimes.print(kernel.clock().instant())));
    }
}
