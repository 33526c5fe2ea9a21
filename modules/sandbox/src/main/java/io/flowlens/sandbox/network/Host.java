package io.flowlens.sandbox.network;

import java.util.Optional;
import java.util.Set;

/** A machine's IP stack: what it says to a packet that reached it. */
final class Host {
    private static final int BARE_SEGMENT = 40;
    private static final int SYN_ACK_SEGMENT = 60;

    private final Set<Integer> tcpPorts;
    private final Set<Integer> udpPorts;

    Host(Set<Integer> tcpPorts, Set<Integer> udpPorts) {
        this.tcpPorts = tcpPorts;
        this.udpPorts = udpPorts;
    }

    Optional<Packet> answer(Packet packet) {
        return switch (packet.protocol()) {
            case Protocol.ICMP -> echo(packet, Packet.Icmp.ECHO_REQUEST, Packet.Icmp.ECHO_REPLY);
            case Protocol.ICMPV6 -> echo(packet, Packet.Icmp.V6_ECHO_REQUEST, Packet.Icmp.V6_ECHO_REPLY);
            case Protocol.TCP -> segment(packet);
            case Protocol.UDP ->
                udpPorts.contains(packet.destinationPort())
                        ? Optional.of(Packet.udp(local(packet), remote(packet), packet.bytes()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Packet> echo(Packet packet, int request, int reply) {
        if (packet.transport() instanceof Packet.Icmp icmp && icmp.type() == request) {
            var message = new Packet.Icmp(reply, 0, icmp.id());
            return Optional.of(Packet.icmp(packet.destination(), packet.source(), message, packet.bytes()));
        }
        return Optional.empty();
    }

    private Optional<Packet> segment(Packet packet) {
        int flags = packet.tcpFlags();
        boolean open = tcpPorts.contains(packet.destinationPort());
        if (flags == Packet.SYN) {
            return open
                    ? Optional.of(segment(packet, Packet.SYN + Packet.ACK, SYN_ACK_SEGMENT))
                    : Optional.of(segment(packet, Packet.RST + Packet.ACK, BARE_SEGMENT));
        }
        return open && flags == Packet.FIN + Packet.ACK
                ? Optional.of(segment(packet, Packet.FIN + Packet.ACK, BARE_SEGMENT))
                : Optional.empty();
    }

    private static Packet segment(Packet packet, int flags, int bytes) {
        return Packet.tcp(local(packet), remote(packet), flags, bytes);
    }

    private static Endpoint local(Packet packet) {
        return new Endpoint(packet.destination(), packet.destinationPort());
    }

    private static Endpoint remote(Packet packet) {
        return new Endpoint(packet.source(), packet.sourcePort());
    }
}
