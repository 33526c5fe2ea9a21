package io.flowlens.sandbox.network;

/** What became of a packet at an interface: the first that blocks it, in the order it meets them. */
public enum Decision {
    ACCEPTED,
    REJECTED_BY_GROUPS,
    REJECTED_BY_ACL;

    public boolean isAccepted() {
        return this == ACCEPTED;
    }
}
