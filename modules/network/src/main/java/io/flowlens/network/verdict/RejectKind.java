package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Traffic;

/**
 * What recorded rejects have in common when rules cannot tell them apart: the port a client picked is left out.
 *
 * @param source of the packet; null where the record carries none
 * @param destination of the packet; null where the record carries none
 * @param protocol IANA number
 * @param port destination port; -1 where the protocol has none
 */
public record RejectKind(String interfaceId, IpAddress source, IpAddress destination, int protocol, int port) {

    public static RejectKind of(FlowRecord flow) {
        Packet packet = Packet.of(flow, false);
        int port = Traffic.hasPorts(packet.protocol()) ? packet.destinationPort() : -1;
        return new RejectKind(flow.interfaceId(), packet.source(), packet.destination(), packet.protocol(), port);
    }

    /** {@code 10.0.1.7 -> 10.0.2.9 tcp/5432 at eni-0a}. */
    @Override
    public String toString() {
        String service = Traffic.protocolName(protocol) + (port < 0 ? "" : "/" + port);
        return "%s -> %s %s at %s".formatted(source, destination, service, interfaceId);
    }
}
