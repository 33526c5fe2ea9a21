package io.flowlens.sandbox.network;

/**
 * One IP packet.
 *
 * @param bytes length of the whole IP packet, header included, as flow logs count it
 */
public record Packet(int protocol, Address source, Address destination, Transport transport, int bytes) {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int ACK = 16;

    /** What follows the IP header. */
    public sealed interface Transport {}

    /** TCP or UDP; UDP has no flags. */
    public record Ports(int source, int destination, int tcpFlags) implements Transport {}

    /** ICMP or ICMPv6; {@code id} is the identifier of an echo, 0 where there is none. */
    public record Icmp(int type, int code, int id) implements Transport {
        static final int ECHO_REPLY = 0;
        static final int ECHO_REQUEST = 8;
        static final int V6_ECHO_REQUEST = 128;
        static final int V6_ECHO_REPLY = 129;
    }

    /** Any other protocol: nothing a rule could look at. */
    public record Opaque() implements Transport {}

    public Packet {
        if (source.bits() != destination.bits()) {
            throw new IllegalArgumentException("a packet has one address family: " + source + " -> " + destination);
        }
    }

    /** @param flags {@link #FIN}, {@link #SYN}, {@link #RST}, {@link #ACK}, added */
    public static Packet tcp(Endpoint from, Endpoint to, int flags, int bytes) {
        return new Packet(Protocol.TCP, from.address(), to.address(), new Ports(from.port(), to.port(), flags), bytes);
    }

    public static Packet udp(Endpoint from, Endpoint to, int bytes) {
        return new Packet(Protocol.UDP, from.address(), to.address(), new Ports(from.port(), to.port(), 0), bytes);
    }

    public static Packet icmp(Address from, Address to, Icmp message, int bytes) {
        return new Packet(from.isV4() ? Protocol.ICMP : Protocol.ICMPV6, from, to, message, bytes);
    }

    /** An echo request, as ping sends. */
    public static Packet echo(Address from, Address to, int id, int bytes) {
        int type = from.isV4() ? Icmp.ECHO_REQUEST : Icmp.V6_ECHO_REQUEST;
        return icmp(from, to, new Icmp(type, 0, id), bytes);
    }

    /** A packet of a protocol without ports, such as ESP (50). */
    public static Packet opaque(int protocol, Address from, Address to, int bytes) {
        return new Packet(protocol, from, to, new Opaque(), bytes);
    }

    int sourcePort() {
        return transport instanceof Ports ports ? ports.source() : 0;
    }

    int destinationPort() {
        return transport instanceof Ports ports ? ports.destination() : 0;
    }

    int tcpFlags() {
        return transport instanceof Ports ports ? ports.tcpFlags() : 0;
    }

    /** The packet that would answer this one, going by its ports. */
    Packet reversed() {
        Transport back =
                transport instanceof Ports ports ? new Ports(ports.destination(), ports.source(), 0) : transport;
        return new Packet(protocol, destination, source, back, bytes);
    }

    Packet withSource(Address translated) {
        return new Packet(protocol, translated, destination, transport, bytes);
    }

    Packet withDestination(Address translated) {
        return new Packet(protocol, source, translated, transport, bytes);
    }
}
