package io.flowlens.sandbox.network;

/** IANA protocol numbers that the network treats in a way of their own. */
public final class Protocol {
    /** As AWS writes "every protocol" in a rule. */
    public static final int ALL = -1;

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    private Protocol() {}
}
