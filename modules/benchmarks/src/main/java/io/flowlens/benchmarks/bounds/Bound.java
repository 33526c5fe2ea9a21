package io.flowlens.benchmarks.bounds;

import java.util.List;

/**
 * One promise of {@code docs/alerts.md} in figures.
 *
 * @param what is bounded, and by what
 */
record Bound(String what, long measured, long most) {

    /** Bytes kept of one interface: two tables and its watched sources, with IPv6 addresses. */
    private static final int NOISE_BYTES = 8_192;
    /** Strangers keep three alerts of an interface busy: turned away, and scanning. */
    private static final int ALERTS = 3;
    /** Bytes of one alert, with what sums it up. */
    private static final int ALERT_BYTES = 4_096;
    /** Of the hour, with the changes of state. */
    private static final int UPDATES = 65;

    private static final int REJECTS_A_BATCH = 3;
    private static final int SERIES = 20;
    private static final long HEAP_BYTES = 64 << 20;

    boolean isKept() {
        return measured <= most;
    }

    /** @param early after a tenth of the pairs */
    static List<Bound> of(int interfaces, Kept early, Kept late) {
        return List.of(
                new Bound("state: interfaces", late.noise().keys(), interfaces),
                new Bound("state: bytes of interfaces", late.noise().bytes(), (long) interfaces * NOISE_BYTES),
                new Bound("state: alerts", late.alerts().keys(), (long) interfaces * ALERTS),
                new Bound("state: bytes of alerts", late.alerts().bytes(), (long) interfaces * ALERTS * ALERT_BYTES),
                new Bound("vpc.alerts: records", late.written().alerts(), (long) interfaces * ALERTS * UPDATES),
                new Bound("vpc.rejects: records", late.written().rejects(), late.batches() * REJECTS_A_BATCH),
                new Bound("series on /metrics", late.series(), early.series() + SERIES),
                new Bound("heap after collection", late.heapBytes(), early.heapBytes() + HEAP_BYTES));
    }
}
