package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Traffic;

/**
 * What a filter sees of a flow. Groups and ACLs see the packet, so the addresses are those of the packet itself
 * ({@code pkt-srcaddr}, {@code pkt-dstaddr}) where the format records them: at a NAT or transit gateway and behind a
 * load balancer that keeps client addresses, {@code srcaddr} may name a hop.
 *
 * @param outbound whether it left the interface
 * @param destinationPort what rules of both directions ask for
 */
record Packet(
        boolean outbound, IpAddress source, IpAddress destination, int protocol, int sourcePort, int destinationPort) {

    static Packet of(FlowRecord flow, boolean outbound) {
        return new Packet(
                outbound,
                first(flow.packetSource(), flow.source()),
                first(flow.packetDestination(), flow.destination()),
                flow.protocol(),
                flow.sourcePort(),
                flow.destinationPort());
    }

    /** The address rules ask for. */
    IpAddress peer() {
        return outbound ? destination : source;
    }

    IpAddress own() {
        return outbound ? source : destination;
    }

    FlowDirection direction() {
        return outbound ? FlowDirection.EGRESS : FlowDirection.INGRESS;
    }

    /** The packet that would come back. */
    Packet reply() {
        return new Packet(!outbound, destination, source, protocol, destinationPort, sourcePort);
    }

    /** The same packet where it arrives. */
    Packet arriving() {
        return new Packet(false, source, destination, protocol, sourcePort, destinationPort);
    }

    /** Whether there is enough to ask rules about. */
    boolean isComplete() {
        return source != null
                && destination != null
                && protocol >= 0
                && (destinationPort >= 0 || !Traffic.hasPorts(protocol));
    }

    /** {@code tcp 5432}, {@code icmp}. */
    String service() {
        return Traffic.hasPorts(protocol)
                ? Traffic.protocolName(protocol) + " " + destinationPort
                : Traffic.protocolName(protocol);
    }

    private static IpAddress first(IpAddress preferred, IpAddress otherwise) {
        return preferred == null ? otherwise : preferred;
    }
}
