package io.flowlens.sandbox.network;

/**
 * The packets a rule speaks of, whoever sends them.
 *
 * @param protocol IANA number, or -1 for all, which leaves the other two unread
 * @param from first destination port, or the ICMP type; -1 for all
 * @param to last destination port, or the ICMP code; -1 for all
 */
public record Traffic(int protocol, int from, int to) {
    private static final int ANY = -1;
    private static final int LAST_PORT = 65535;

    public static final Traffic ALL = new Traffic(Protocol.ALL, ANY, ANY);

    /** One TCP port. */
    public static Traffic tcp(int port) {
        return new Traffic(Protocol.TCP, port, port);
    }

    /** Every packet of one protocol. */
    public static Traffic of(int protocol) {
        return new Traffic(protocol, ANY, ANY);
    }

    public boolean matches(Packet packet) {
        if (protocol == Protocol.ALL) {
            return true;
        }
        if (protocol != packet.protocol()) {
            return false;
        }
        if (packet.transport() instanceof Packet.Ports ports) {
            return from == ANY || from <= ports.destination() && ports.destination() <= to;
        }
        if (packet.transport() instanceof Packet.Icmp icmp) {
            return (from == ANY || from == icmp.type()) && (to == ANY || to == icmp.code());
        }
        return true;
    }

    /** Whether every port of the protocol is meant. */
    boolean coversAllPortsOf(int wanted) {
        return protocol == Protocol.ALL || protocol == wanted && (from == ANY || from <= 0 && to >= LAST_PORT);
    }
}
