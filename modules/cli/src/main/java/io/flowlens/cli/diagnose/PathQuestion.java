package io.flowlens.cli.diagnose;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What would become of a request? It is asked about as if a flow log had recorded it.
 *
 * @param protocol IANA number
 * @param port destination port; 0 where the protocol has none
 */
record PathQuestion(PathEnd from, PathEnd to, int protocol, int port) {

    private static final Format FORMAT = Format.of("interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
            + " start end action log-status flow-direction");
    /** What a client's system picks; any of them is as good. */
    private static final int CLIENT_PORT = 40_000;

    /** The request as the interfaces of both ends would record it: where it leaves, and where it arrives. */
    List<FlowRecord> requests(Instant when) {
        List<FlowRecord> requests = new ArrayList<>(2);
        from.networkInterface().ifPresent(end -> requests.add(request(end, "egress", when)));
        to.networkInterface().ifPresent(end -> requests.add(request(end, "ingress", when)));
        return requests;
    }

    /** As a reject, since only then every blocker is named. */
    private FlowRecord request(NetworkInterface at, String direction, Instant when) {
        long second = when.getEpochSecond();
        return FlowRecord.of(
                FORMAT,
                "%s %s %s %d %d %d 1 64 %d %d REJECT OK %s"
                        .formatted(
                                at.id(),
                                from.address(),
                                to.address(),
                                Traffic.hasPorts(protocol) ? CLIENT_PORT : 0,
                                port,
                                protocol,
                                second,
                                second,
                                direction));
    }

    /** Whether a recorded flow is one of those asked about. */
    boolean concerns(FlowRecord flow) {
        return flow.protocol() == protocol
                && flow.destinationPort() == port
                && from.address().equals(flow.source())
                && to.address().equals(flow.destination());
    }
}
