package com.connectgain.shared.identity;

import com.connectgain.shared.kernel.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * How this installation lets people in.
 *
 * @param autoconfirm whether an address counts as confirmed at sign-up
 * @param local whether this is the stack on a developer's machine, where everybody comes from one address
 * @param redirects the addresses, next to the dashboard's own, that links in mails may lead to
 */
public record AuthSettings(
        String publicUrl, String appUrl, boolean autoconfirm, boolean local, List<String> redirects) {

    static AuthSettings of(Settings settings) {
        return new AuthSettings(
                withoutSlash(settings.get("PUBLIC_URL", "http://localhost")),
                withoutSlash(settings.get("APP_URL", "http://localhost:5173")),
                Boolean.parseBoolean(settings.get("AUTH_AUTOCONFIRM", "false")),
                settings.get("STAGE", "dev").equals("local"),
                Arrays.stream(settings.get("REDIRECT_ALLOW_LIST", "").split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String issuer() {
        return publicUrl + "/auth/v1";
    }

    /** Where a link may lead: what was asked for if it is one of ours, otherwise {@code otherwise}. */
    public String redirect(String wanted, String otherwise) {
        return wanted != null && allows(wanted) ? wanted : otherwise;
    }

    private boolean allows(String wanted) {
        URI target = parse(wanted);
        if (target == null || target.getHost() == null || target.getRawUserInfo() != null) {
            return false;
        }
        if (local && (target.getHost().equals("localhost") || target.getHost().equals("127.0.0.1"))) {
            return target.getScheme().equals("http") || target.getScheme().equals("https");
        }
        return sameOrigin(target, parse(appUrl)) || redirects.stream().anyMatch(entry -> matches(target, entry));
    }

    /** An entry is an origin or an address; with a path, it allows what lies under that path. */
    private static boolean matches(URI target, String entry) {
        URI allowed = parse(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
        if (!sameOrigin(target, allowed)) {
            return false;
        }
        String path = allowed.getRawPath() == null ? "" : allowed.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String wanted = target.normalize().getRawPath() == null
                ? ""
                : target.normalize().getRawPath();
        return wanted.equals(stem) || wanted.startsWith(stem + "/");
    }

    private static boolean sameOrigin(URI one, URI other) {
        return other != null
                && other.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getPort() == other.getPort();
    }

    private static URI parse(String text) {
        try {
            URI uri = URI.create(text);
            return uri.isAbsolute() ? uri : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
