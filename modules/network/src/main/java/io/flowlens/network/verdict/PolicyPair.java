package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;

/** What decides about an interface at one moment, in the network as it was and in the changed one. */
final class PolicyPair {

    private final Policy before;
    private final Policy after;
    private final boolean sameGroups;
    private final boolean sameAcl;

    PolicyPair(Policy before, Policy after) {
        this.before = before;
        this.after = after;
        Facts was = before.facts();
        Facts would = after.facts();
        sameGroups = was.networkInterface()
                        .groupIds()
                        .equals(would.networkInterface().groupIds())
                && was.groups().equals(would.groups())
                && was.missingGroups().equals(would.missingGroups())
                && was.references().equals(would.references());
        sameAcl = was.acl().equals(would.acl())
                && was.subnet().equals(would.subnet())
                && was.aclGap().equals(would.aclGap());
    }

    boolean isOf(Policy one, Policy other) {
        return before == one && after == other;
    }

    Policy before() {
        return before;
    }

    Policy after() {
        return after;
    }

    /** Whether nothing differs that packets are judged by. */
    boolean isSame() {
        return sameGroups && sameAcl;
    }

    /** A quick look: whether the flow certainly gets the same answer of both, whatever that is. */
    boolean answersAlike(FlowRecord flow, boolean outbound, long high, long low) {
        return answersAlike(outbound, high, low, flow.protocol(), flow.destinationPort());
    }

    /** The same for the request that it may answer. */
    boolean answersRequestAlike(FlowRecord flow, boolean outbound, long high, long low) {
        return answersAlike(!outbound, high, low, flow.protocol(), flow.sourcePort());
    }

    /** Only the filter that differs is asked: most changes touch one. */
    private boolean answersAlike(boolean outbound, long high, long low, int protocol, int port) {
        if (!sameAcl) {
            Prediction acl = before.acl(outbound, high, low, protocol, port);
            if (acl == Prediction.UNKNOWN || acl != after.acl(outbound, high, low, protocol, port)) {
                return false;
            }
        }
        if (sameGroups) {
            return true;
        }
        Prediction groups = before.groups(outbound, high, low, protocol, port);
        return groups != Prediction.UNKNOWN && groups == after.groups(outbound, high, low, protocol, port);
    }
}
