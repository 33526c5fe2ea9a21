package io.flowlens.sandbox.network;

import java.time.Duration;

/**
 * How much faster than AWS the sandbox keeps people waiting: at 30, what takes AWS a minute takes two seconds. Packets
 * keep real time; only what AWS does about them is hurried.
 */
public record Pace(double factor) {
    public static final Pace DEFAULT = new Pace(30);

    public Pace {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("pace is not a positive number: " + factor);
        }
    }

    /** The real time to wait for what AWS takes {@code awsTime}; at least a millisecond unless nothing was to wait. */
    public Duration of(Duration awsTime) {
        long millis = Math.round(awsTime.toMillis() / factor);
        return Duration.ofMillis(awsTime.isZero() ? 0 : Math.max(1, millis));
    }
}
