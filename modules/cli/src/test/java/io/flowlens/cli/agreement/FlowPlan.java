package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.Plan.InterfacePlan;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;

/**
 * A packet at an interface, in words of neither model.
 *
 * @param own port of the interface's side
 * @param saysDirection whether the flow log has the direction, or the addresses have to tell
 */
record FlowPlan(
        InterfacePlan at, boolean outbound, String peer, int protocol, int own, int theirs, boolean saysDirection) {

    private static final Format FORMAT = Format.of("interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
            + " start end action tcp-flags flow-direction log-status");
    private static final int SYN = 2;
    private static final int SYN_ACK = 18;

    String source() {
        return outbound ? at.address() : peer;
    }

    String destination() {
        return outbound ? peer : at.address();
    }

    int sourcePort() {
        return outbound ? own : theirs;
    }

    int destinationPort() {
        return outbound ? theirs : own;
    }

    /** The packet that this one answers, or that answers it. */
    FlowPlan reversed() {
        return new FlowPlan(at, !outbound, peer, protocol, own, theirs, saysDirection);
    }

    /** The same at another interface. */
    FlowPlan at(InterfacePlan other) {
        return new FlowPlan(other, outbound, peer, protocol, own, theirs, saysDirection);
    }

    FlowRecord record(boolean accepted, boolean reply) {
        boolean tcp = protocol == 6;
        return FlowRecord.of(
                FORMAT,
                "%s %s %s %d %d %d 1 60 1600000000 1600000060 %s %s %s OK"
                        .formatted(
                                at.id(),
                                source(),
                                destination(),
                                sourcePort(),
                                destinationPort(),
                                protocol,
                                accepted ? "ACCEPT" : "REJECT",
                                tcp ? (reply ? SYN_ACK : SYN) : "-",
                                saysDirection ? (outbound ? "egress" : "ingress") : "-"));
    }
}
