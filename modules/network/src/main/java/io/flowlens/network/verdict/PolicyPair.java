package io.flowlens.network.verdict;

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

    boolean sameGroups() {
        return sameGroups;
    }

    /** Whether nothing differs that packets are judged by. */
    boolean isSame() {
        return sameGroups && sameAcl;
    }

    boolean sameAcl() {
        return sameAcl;
    }
}
