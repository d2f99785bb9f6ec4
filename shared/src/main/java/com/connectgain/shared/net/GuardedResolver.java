package com.connectgain.shared.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Resolves a name for a connection and lets through public addresses only; one private address refuses them all. */
final class GuardedResolver implements DnsResolver {

    private final Guard guard;
    private final DnsResolver resolver;

    GuardedResolver(Guard guard) {
        this(guard, SystemDefaultDnsResolver.INSTANCE);
    }

    GuardedResolver(Guard guard, DnsResolver resolver) {
        this.guard = guard;
        this.resolver = resolver;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            guard.check(address);
        }
        return addresses;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetAddress[] addresses = guard.allows(host, port) ? resolver.resolve(host) : resolve(host);
        return Arrays.stream(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
