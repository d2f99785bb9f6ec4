package com.connectgain.shared.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps customers' addresses on the public internet. {@link GuardedResolver} applies it to what a name resolves to at
 * the moment of connecting, so that a name cannot be public when checked and private when used.
 */
final class Guard {

    private final Set<String> allowed;

    /** @param allowedHosts a comma separated list of {@code host:port} that may be called although they are private */
    Guard(String allowedHosts) {
        this.allowed = Arrays.stream(allowedHosts.split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(String host, int port) {
        return allowed.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
    }

    /** What can be told without resolving: ports, and addresses that are written out. */
    void check(Target target) {
        if (allows(target.host(), target.port())) {
            return;
        }
        target.requireWebPort();
        if (target.isLiteral()) {
            try {
                check(InetAddress.getByName(target.host()));
            } catch (UnknownHostException malformed) {
                throw Target.refused("The URL has no valid host");
            }
        }
    }

    void check(InetAddress address) {
        if (!PublicAddress.is(address)) {
            throw Target.refused("The address is not on the public internet");
        }
    }
}
