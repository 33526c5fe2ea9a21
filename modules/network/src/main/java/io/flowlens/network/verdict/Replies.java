package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Traffic;

/** Tells answers from requests where the record does not say which it is. */
final class Replies {

    private Replies() {}

    /**
     * Whether groups let the packet through unasked. Without a request that was seen, a SYN-ACK is proof when it comes
     * from a machine of the network, since only a SYN that was let through makes a machine send one; from outside
     * anybody can send it.
     */
    static boolean passGroups(FlowRecord flow, Tracking tracking, boolean senderIsKnown) {
        return tracking == Tracking.TRACKED || (senderIsKnown && TcpFlags.answers(flow));
    }

    /** From a service's port to an ephemeral one, where groups would have let the request through. */
    static boolean looksLikeOne(Hearing hearing, Trial trial) {
        Packet packet = hearing.packet();
        return Traffic.hasPorts(packet.protocol())
                && !TcpFlags.opens(hearing.flow())
                && EphemeralPorts.isUsual(packet.destinationPort())
                && packet.sourcePort() > 0
                && !EphemeralPorts.isUsual(packet.sourcePort())
                && GroupTrial.of(trial.facts(), packet.reply()).prediction() == Prediction.ALLOW;
    }
}
