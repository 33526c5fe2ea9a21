package io.flowlens.network;

/**
 * The protocol and ports a rule speaks of.
 *
 * @param protocol IANA protocol number, or -1 for every protocol
 * @param from first destination port; ICMP type, or -1 for every type
 * @param to last destination port; ICMP code, or -1 for every code
 */
public record Traffic(int protocol, int from, int to) {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    public static final Traffic ALL = new Traffic(-1, -1, -1);

    private static final int LAST_PORT = 65_535;

    public Traffic {
        if (protocol < -1 || protocol > 255) {
            throw new IllegalArgumentException("protocol %d is not in -1..255".formatted(protocol));
        }
        if (hasPorts(protocol)) {
            // AWS writes "all ports" as 0-65535, as -1 or not at all.
            from = Math.max(from, 0);
            to = to < 0 ? LAST_PORT : to;
            if (from > to || to > LAST_PORT) {
                throw new IllegalArgumentException("ports %d-%d are not a range in 0-65535".formatted(from, to));
            }
        } else if (!isIcmp(protocol)) {
            // AWS ignores the ports of every other protocol.
            from = -1;
            to = -1;
        }
    }

    public static Traffic tcp(int port) {
        return new Traffic(TCP, port, port);
    }

    public static Traffic tcp(int from, int to) {
        return new Traffic(TCP, from, to);
    }

    public static Traffic udp(int port) {
        return new Traffic(UDP, port, port);
    }

    public static Traffic icmp() {
        return new Traffic(ICMP, -1, -1);
    }

    /** Every port, type or whatever else there is of one protocol. */
    public static Traffic everyPortOf(int protocol) {
        return new Traffic(protocol, -1, -1);
    }

    public static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP;
    }

    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMPV6;
    }

    /** Whether the rule asks for something flow logs do not record: an ICMP type or code. */
    public boolean asksForIcmpType() {
        return isIcmp(protocol) && (from >= 0 || to >= 0);
    }

    public boolean coversProtocol(int number) {
        return protocol == -1 || protocol == number;
    }

    /** Whether the port lies in the range; true where the protocol knows no ports. */
    public boolean coversPort(int port) {
        return !hasPorts(protocol) || (port >= from && port <= to);
    }

    /** As people write it: {@code tcp 443}, {@code udp 1024-65535}, {@code icmp type 8}, {@code all traffic}. */
    @Override
    public String toString() {
        if (protocol == -1) {
            return "all traffic";
        }
        String name = protocolName(protocol);
        if (hasPorts(protocol)) {
            return from == to ? name + " " + from : from == 0 && to == LAST_PORT ? name : name + " " + from + "-" + to;
        }
        if (!asksForIcmpType()) {
            return name;
        }
        return name + " type " + from + (to >= 0 ? " code " + to : "");
    }

    /** {@code tcp}, {@code icmp}, or {@code protocol 47} where AWS has no word for it. */
    public static String protocolName(int protocol) {
        return switch (protocol) {
            case -1 -> "all";
            case ICMP -> "icmp";
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMPV6 -> "icmpv6";
            default -> "protocol " + protocol;
        };
    }
}
