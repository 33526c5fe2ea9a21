package io.flowlens.network.verdict;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;

/**
 * All that the verdict on a reject depends on, its time apart: two rejects with the same key get the same verdict as long as
 * the network is the same. Only for rejects that answer nothing, and of which AWS says no more than that they are rejects.
 *
 * @param policy the same object as long as the rules are
 * @param packetSource null where the record does not carry it
 * @param packetDestination null where the record does not carry it
 * @param ports destination port, and the source port as far as it matters
 * @param traits protocol, direction, flags, and which addresses the record carries
 */
record RejectKey(
        Policy policy,
        long sourceHigh,
        long sourceLow,
        long destinationHigh,
        long destinationLow,
        IpAddress packetSource,
        IpAddress packetDestination,
        long ports,
        int traits) {

    static RejectKey of(Policy policy, FlowRecord flow) {
        return new RejectKey(
                policy,
                flow.sourceHigh(),
                flow.sourceLow(),
                flow.destinationHigh(),
                flow.destinationLow(),
                flow.packetSource(),
                flow.packetDestination(),
                (long) flow.destinationPort() << 32 | sourcePort(policy, flow.sourcePort()),
                traits(flow));
    }

    /** Whether the record may have such a key; whether it answers something has to be asked besides. */
    static boolean fits(FlowRecord flow) {
        return flow.action() == Action.REJECT
                && flow.interfaceId() != null
                && Window.isKnown(flow)
                && !TcpFlags.answers(flow)
                && !flow.has(Field.REJECT_REASON)
                && !flow.has(Field.PKT_SRC_AWS_SERVICE)
                && !flow.has(Field.PKT_DST_AWS_SERVICE);
    }

    /** An ephemeral port is any of those that the ACL does not tell apart; the reply to it may need an entry. */
    private static long sourcePort(Policy policy, int port) {
        return EphemeralPorts.isUsual(port) ? 1L << 16 | policy.aclPortClass(port) : port & 0xffff_ffffL;
    }

    private static int traits(FlowRecord flow) {
        return (flow.protocol() & 0xffff) << 16
                | flow.direction().ordinal() << 8
                | (TcpFlags.opens(flow) ? 1 : 0)
                | (flow.has(Field.SRCADDR) ? 2 : 0)
                | (flow.has(Field.DSTADDR) ? 4 : 0);
    }
}
