package com.connectgain.shared.net;

import com.connectgain.shared.net.OutboundException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a call, read strictly: what is not plainly a host name or a plain IP literal is refused, because
 * different parsers read it differently and the guard must see what the connection will use.
 */
record Target(URI uri, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int LONGEST_URL = 8192;

    private static final Pattern PLAIN_IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    /** WHATWG's rule: a host whose last label is a number, in any base, is an IPv4 address in disguise. */
    private static final Pattern LOOKS_LIKE_IPV4 = Pattern.compile("(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)");

    private static final Pattern NAME = Pattern.compile("(?!-)[a-z0-9_-]{1,63}(\\.(?!-)[a-z0-9_-]{1,63})*");

    static Target of(String url) {
        if (url == null || url.length() > LONGEST_URL) {
            throw refused("The URL is missing or too long");
        }
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException malformed) {
            throw refused("The URL is malformed");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("Only http and https URLs can be called");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() == null
                || uri.getRawAuthority().contains("@")) {
            throw refused("The URL must not carry a user name or password");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        return new Target(uri, host(uri), port);
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            throw refused("The URL has no valid host");
        }
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            if (lower.indexOf('%') >= 0) {
                throw refused("The URL's host must not name a network interface");
            }
            return lower;
        }
        if (!PLAIN_IPV4.matcher(lower).matches()
                && (LOOKS_LIKE_IPV4.matcher(lower).matches()
                        || !NAME.matcher(lower).matches())) {
            throw refused("The URL's host is neither a host name nor a plain IP address");
        }
        return lower;
    }

    /**
     * The ports policy for customers' addresses: the two of the web, and unprivileged ones, where self-hosted software
     * listens. Below lie mail, DNS, SSH and their like, which a forged HTTP request could talk to.
     */
    void requireWebPort() {
        if (port != HTTP && port != HTTPS && (port < FIRST_UNPRIVILEGED_PORT || port > 0xFFFF)) {
            throw refused("Port " + port + " cannot be called");
        }
    }

    /** Where a redirect of this target leads. */
    Target redirectedTo(String location) {
        try {
            return of(uri.resolve(new URI(location.strip())).toString());
        } catch (URISyntaxException malformed) {
            throw refused("The redirect's address is malformed");
        }
    }

    boolean sameOrigin(Target other) {
        return host.equals(other.host) && port == other.port && uri.getScheme().equalsIgnoreCase(other.uri.getScheme());
    }

    boolean isLiteral() {
        return host.startsWith("[") || PLAIN_IPV4.matcher(host).matches();
    }

    static OutboundException refused(String message) {
        return new OutboundException(Reason.REFUSED, message);
    }
}
