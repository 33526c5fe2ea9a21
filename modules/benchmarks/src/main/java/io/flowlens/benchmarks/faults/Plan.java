package io.flowlens.benchmarks.faults;

import java.time.Duration;

/**
 * How much, how fast, how unlucky.
 *
 * @param lines at least so many
 * @param linesPerSecond written
 * @param blows at least so many; more for as long as lines are written
 * @param longestOutage of the broker
 * @param seed of the blows and of what befalls the calls of Kinesis
 */
record Plan(long lines, int linesPerSecond, int ingesters, int blows, Duration longestOutage, long seed) {

    private static final Duration BESIDES = Duration.ofMinutes(5);
    private static final Duration A_BLOW = Duration.ofMinutes(2);

    Plan {
        requireAtLeast(1_000, lines, "lines");
        requireAtLeast(100, linesPerSecond, "lines a second");
        requireAtLeast(1, ingesters, "ingesters");
        requireAtLeast(1, blows, "blows");
    }

    /** After this it is given up. */
    Duration limit() {
        return Duration.ofSeconds(2 * lines / linesPerSecond).plus(BESIDES).plus(A_BLOW.multipliedBy(blows));
    }

    private static void requireAtLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", not " + value);
        }
    }
}
