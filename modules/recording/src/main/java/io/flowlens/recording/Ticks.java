package io.flowlens.recording;

import io.flowlens.topics.Tick;

/** Tells when it is time for a {@link Tick}: after the record that carries event time over the next mark. */
final class Ticks {

    private static final long NEVER = Long.MIN_VALUE;

    private long latest = NEVER;

    /** Whether time has come so far with this record that a tick is due at {@link #latest()}. */
    boolean isDueAfter(long eventTime) {
        boolean due = latest != NEVER
                && Math.floorDiv(eventTime, Tick.EVERY_MILLIS) > Math.floorDiv(latest, Tick.EVERY_MILLIS);
        latest = Math.max(latest, eventTime);
        return due;
    }

    /** The latest event time of all records so far. */
    long latest() {
        return latest;
    }
}
