package io.flowlens.topics;

/** How much traffic: records of flow logs, packets and bytes. Adding saturates, so that a forged line cannot stop anything. */
public record Counts(long flows, long packets, long bytes) {

    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(sum(flows, other.flows), sum(packets, other.packets), sum(bytes, other.bytes));
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
