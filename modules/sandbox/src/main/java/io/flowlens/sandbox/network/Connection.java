package io.flowlens.sandbox.network;

/**
 * What security groups remember a connection by, written as its first packet went. For ICMP the ports hold the
 * identifier and the message's type and code.
 */
record Connection(int protocol, Address source, Address destination, int sourcePort, int destinationPort) {
    private static final int NOT_AN_ANSWER = -1;

    /** The connection that this packet would begin. */
    static Connection begunBy(Packet packet) {
        return packet.transport() instanceof Packet.Icmp icmp
                ? of(packet, icmp.id(), icmp.type() << 8 | icmp.code())
                : of(packet, packet.sourcePort(), packet.destinationPort());
    }

    /** The connection that this packet would be a reply in. */
    static Connection answeredBy(Packet packet) {
        return packet.transport() instanceof Packet.Icmp icmp
                ? back(packet, icmp.id(), question(icmp.type()))
                : back(packet, packet.destinationPort(), packet.sourcePort());
    }

    private static Connection of(Packet packet, int sourcePort, int destinationPort) {
        return new Connection(packet.protocol(), packet.source(), packet.destination(), sourcePort, destinationPort);
    }

    private static Connection back(Packet packet, int sourcePort, int destinationPort) {
        return new Connection(packet.protocol(), packet.destination(), packet.source(), sourcePort, destinationPort);
    }

    private static int question(int answerType) {
        int type = switch (answerType) {
            case 0 -> 8; // echo
            case 14 -> 13; // timestamp
            case 129 -> 128; // echo of ICMPv6
            default -> NOT_AN_ANSWER;
        };
        return type == NOT_AN_ANSWER ? NOT_AN_ANSWER : type << 8;
    }
}
