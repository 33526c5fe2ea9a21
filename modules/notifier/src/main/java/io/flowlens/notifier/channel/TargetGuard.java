package io.flowlens.notifier.channel;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a channel from being led into one's own network: a name may resolve to anything.
 *
 * <p>Asked right before each message. The JVM keeps what it resolved for 30 seconds unless told otherwise, so that what is
 * connected to is what was looked at.
 */
final class TargetGuard {

    /** What is not reachable on the internet, by the registries of special addresses (RFC 6890 and later). */
    private static final List<Cidr> INSIDE = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/3",
                    "::/8", // loopback, unspecified, addresses of IPv4 in disguise
                    "64:ff9b::/16", // translated to IPv4, private ones too
                    "2002::/16", // tunnelled to IPv4, private ones too
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(Cidr::parse)
            .toList();

    private final boolean allowPrivate;

    TargetGuard(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /**
     * @param encrypted whether what is sent is
     * @return why nothing may be sent there, or accepted
     */
    Receipt check(String host, boolean encrypted) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return Receipt.failed("the name " + host + " does not resolve");
        }
        for (InetAddress address : addresses) {
            boolean inside = isInside(address);
            if (inside && !allowPrivate) {
                return Receipt.refused(
                        "%s is an address of a private network; set \"allowPrivate\": true for this channel if that is meant"
                                .formatted(named(host, address)));
            }
            if (!inside && !encrypted) {
                return Receipt.refused("%s is on the internet, and would be told in clear text; use TLS"
                        .formatted(named(host, address)));
            }
        }
        return Receipt.ACCEPTED;
    }

    private static String named(String host, InetAddress address) {
        String number = address.getHostAddress();
        return host.equals(number) ? number : host + " (" + number + ")";
    }

    static boolean isInside(InetAddress address) {
        IpAddress plain = IpAddress.parse(address.getHostAddress().replaceAll("%.*", ""));
        return INSIDE.stream().anyMatch(block -> block.contains(plain));
    }
}
