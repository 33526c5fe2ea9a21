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

    /** Whether an inbound record may be an answer by its ports or flags, whatever the rules say. */
    static boolean mayBeOne(FlowRecord flow) {
        boolean shaped = Traffic.hasPorts(flow.protocol()) && isBackToClient(flow.sourcePort(), flow.destinationPort());
        return shaped || TcpFlags.answers(flow);
    }

    /**
     * Where groups would have let the request through: from a service's port to an ephemeral one, or a ping from a
     * machine that may be pinged and may not ping.
     */
    static boolean looksLikeOne(Hearing hearing, Trial trial) {
        Packet packet = hearing.packet();
        return isShapedAsOne(hearing.flow(), packet.outbound())
                && trial.policy().groups(packet.reply()) == Prediction.ALLOW;
    }

    /** From a service's port to an ephemeral one, or a ping that went out. */
    static boolean isShapedAsOne(FlowRecord flow, boolean outbound) {
        return Traffic.hasPorts(flow.protocol())
                ? isBackToClient(flow.sourcePort(), flow.destinationPort()) && !TcpFlags.opens(flow)
                : Traffic.isIcmp(flow.protocol()) && outbound;
    }

    private static boolean isBackToClient(int sourcePort, int destinationPort) {
        return EphemeralPorts.isUsual(destinationPort) && sourcePort > 0 && !EphemeralPorts.isUsual(sourcePort);
    }
}
