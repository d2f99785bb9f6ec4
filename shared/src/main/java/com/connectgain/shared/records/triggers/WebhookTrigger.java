package com.connectgain.shared.records.triggers;

import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.events.EventNames;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.net.OutboundException;
import com.connectgain.shared.net.PublicUrl;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Webhooks: the host as their name, an address on the public internet over HTTPS, and headers that can be sent. Only
 * the local cloud also calls its own machine, without HTTPS.
 */
final class WebhookTrigger implements Trigger {

    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]{0,8192}");
    private static final int MOST_HEADERS = 50;
    private static final String KEY_PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;

    private final boolean local;

    WebhookTrigger(boolean local) {
        this.local = local;
    }

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        URI url = url(row);
        checkEvents(row);
        checkHeaders(row);
        settleSecret(row);
        if (Cells.isBlank(row, "name")) {
            row.put("name", url.getHost());
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "url")) {
            url(after);
        }
        if (Cells.changed(before, after, "events")) {
            checkEvents(after);
        }
        if (Cells.changed(before, after, "headers")) {
            checkHeaders(after);
        }
        settleSecret(after);
        if (after.path("is_active").asBoolean() && !before.is("is_active")) {
            after.putNull("failing_since");
            after.putNull("paused_reason");
        }
    }

    private URI url(ObjectNode row) {
        URI url = parsed(row.path("url").asText());
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (local && scheme.equals("http") && OWN_MACHINE.contains(url.getHost())) {
            return url;
        }
        if (!scheme.equals("https")) {
            throw Problem.badRequest("Webhook URL must use HTTPS");
        }
        try {
            PublicUrl.check(row.path("url").asText());
        } catch (OutboundException refused) {
            throw Problem.badRequest("Invalid webhook URL").withDetails(refused.getMessage());
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

    private static void checkEvents(ObjectNode row) {
        for (JsonNode name : row.path("events")) {
            if (!EventNames.isSubscribable(name.asText().strip())) {
                throw Problem.badRequest("events: \"" + name.asText() + "\" is no event")
                        .withHint(
                                "Events are: " + String.join(", ", new TreeSet<>(EventNames.ALL)) + "; \"*\" for all");
            }
        }
    }

    /** A secret without text signs nothing; the bare prefix of Standard Webhooks asks for a key of its form. */
    private static void settleSecret(ObjectNode row) {
        if (Cells.isBlank(row, "secret")) {
            row.putNull("secret");
        } else if (row.path("secret").asText().equals(KEY_PREFIX)) {
            row.put("secret", KEY_PREFIX + Base64.getEncoder().encodeToString(RandomText.bytes(KEY_BYTES)));
        }
    }

    private static void checkHeaders(ObjectNode row) {
        JsonNode headers = row.path("headers");
        if (headers.size() > MOST_HEADERS) {
            throw Problem.badRequest("headers must not be more than " + MOST_HEADERS);
        }
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            if (!HEADER_NAME.matcher(header.getKey().strip()).matches()) {
                throw Problem.badRequest("headers: \"" + header.getKey() + "\" is no header name");
            }
            if (!header.getValue().isValueNode()
                    || !HEADER_VALUE.matcher(header.getValue().asText()).matches()) {
                throw Problem.badRequest("headers." + header.getKey() + " must be a line of ASCII text");
            }
        }
    }
}
