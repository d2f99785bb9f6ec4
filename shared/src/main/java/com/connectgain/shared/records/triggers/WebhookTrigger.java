package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Webhooks: the host as their name, and HTTPS; only one's own machine is called without, and that only locally. */
final class WebhookTrigger implements Trigger {

    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        URI url = url(row);
        if (Cells.isBlank(row, "name")) {
            row.put("name", url.getHost());
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "url")) {
            url(after);
        }
        if (after.path("is_active").asBoolean() && !before.is("is_active")) {
            after.putNull("failing_since");
            after.putNull("paused_reason");
        }
    }

    private static URI url(ObjectNode row) {
        URI url = parsed(row.path("url").asText());
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http") && OWN_MACHINE.contains(url.getHost());
        if (!scheme.equals("https") && !plain) {
            throw Problem.badRequest("Webhook URL must use HTTPS");
        }
        return url;
    }

    private static URI parsed(String text) {
        try {
            URI url = new URI(text.strip());
            if (url.getScheme() != null && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Refused below, like an address without a host.
        }
        throw Problem.badRequest("Invalid webhook URL");
    }
}
