package io.flowlens.network.verdict;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Traffic;

/** Predicts a flow under one policy without allocating. */
final class Glance {

    private final AcceptedFlows accepted;

    Glance(AcceptedFlows accepted) {
        this.accepted = accepted;
    }

    Prediction predict(Policy policy, FlowRecord flow) {
        FlowDirection direction = direction(policy, flow);
        if (direction == FlowDirection.UNKNOWN || !isComplete(flow)) {
            return Prediction.UNKNOWN;
        }
        boolean outbound = direction == FlowDirection.EGRESS;
        Field packetPeer = outbound ? Field.PKT_DSTADDR : Field.PKT_SRCADDR;
        if (flow.has(packetPeer)) {
            IpAddress peer = outbound ? flow.packetDestination() : flow.packetSource();
            return predict(policy, flow, outbound, peer.high(), peer.low());
        }
        return outbound
                ? predict(policy, flow, true, flow.destinationHigh(), flow.destinationLow())
                : predict(policy, flow, false, flow.sourceHigh(), flow.sourceLow());
    }

    /** Whether an inbound request, no answer to anything, is stopped by groups alone. */
    boolean isKeptOutByGroups(Policy policy, FlowRecord flow) {
        if (direction(policy, flow) != FlowDirection.INGRESS || !isComplete(flow) || Replies.mayBeOne(flow)) {
            return false;
        }
        boolean packet = flow.has(Field.PKT_SRCADDR);
        long high = packet ? flow.packetSource().high() : flow.sourceHigh();
        long low = packet ? flow.packetSource().low() : flow.sourceLow();
        int protocol = flow.protocol();
        int port = flow.destinationPort();
        return policy.groups(false, high, low, protocol, port) == Prediction.DENY
                && policy.acl(false, high, low, protocol, port) == Prediction.ALLOW
                && accepted.requestOf(flow) == Tracking.NONE;
    }

    /** Whether rules let the flow through that is complete and goes a known way, whatever it may answer. */
    static boolean allows(Policy policy, FlowRecord flow) {
        Packet packet = Packet.of(flow, direction(policy, flow) == FlowDirection.EGRESS);
        return policy.groups(packet) == Prediction.ALLOW && policy.acl(packet) == Prediction.ALLOW;
    }

    static FlowDirection direction(Policy policy, FlowRecord flow) {
        FlowDirection logged = flow.direction();
        return logged != FlowDirection.UNKNOWN
                ? logged
                : policy.direction(flow.sourceHigh(), flow.sourceLow(), flow.destinationHigh(), flow.destinationLow());
    }

    private Prediction predict(Policy policy, FlowRecord flow, boolean outbound, long high, long low) {
        int protocol = flow.protocol();
        int port = flow.destinationPort();
        Prediction groups = policy.groups(outbound, high, low, protocol, port);
        if (groups != Prediction.ALLOW) {
            groups = forReply(groups, policy, flow, outbound, high, low);
        }
        return groups.and(policy.acl(outbound, high, low, protocol, port));
    }

    private Prediction forReply(
            Prediction groups, Policy policy, FlowRecord flow, boolean outbound, long high, long low) {
        if (Replies.passGroups(flow, accepted.requestOf(flow), outbound)) {
            return Prediction.ALLOW;
        }
        boolean mayAnswer = flow.action() == Action.ACCEPT
                && !TcpFlags.opens(flow)
                && policy.groups(!outbound, high, low, flow.protocol(), flow.sourcePort()) != Prediction.DENY;
        return mayAnswer ? Prediction.UNKNOWN : groups;
    }

    static boolean isComplete(FlowRecord flow) {
        int protocol = flow.protocol();
        return protocol >= 0
                && (flow.destinationPort() >= 0 || !Traffic.hasPorts(protocol))
                && (flow.has(Field.SRCADDR) || flow.has(Field.PKT_SRCADDR))
                && (flow.has(Field.DSTADDR) || flow.has(Field.PKT_DSTADDR));
    }
}
