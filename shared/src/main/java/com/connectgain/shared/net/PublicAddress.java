package com.connectgain.shared.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which IP addresses are on the public internet. Everything of the IANA special-purpose registries is not, and neither
 * is an IPv6 address that carries such an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo, ISATAP).
 */
final class PublicAddress {

    private static final int IPV4_BYTES = 4;

    private record Network(byte[] prefix, int bits) {

        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            try {
                byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
                return new Network(prefix, Integer.parseInt(cidr.substring(slash + 1)));
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException(cidr, impossible);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Network> SPECIAL_4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Public IPv6 is 2000::/3 without these; link-local, unique-local, site-local and multicast lie outside of it. */
    private static final Network GLOBAL_6 = Network.of("2000::/3");

    private static final List<Network> SPECIAL_6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private PublicAddress() {}

    private static List<Network> networks(String... cidrs) {
        return Arrays.stream(cidrs).map(Network::of).toList();
    }

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV4_BYTES ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] address) {
        return SPECIAL_4.stream().noneMatch(network -> network.holds(address));
    }

    private static boolean isPublic6(byte[] address) {
        boolean isatap =
                (address[8] & 0xFD) == 0 && address[9] == 0 && address[10] == 0x5E && (address[11] & 0xFF) == 0xFE;
        return GLOBAL_6.holds(address) && !isatap && SPECIAL_6.stream().noneMatch(network -> network.holds(address));
    }
}
