package io.flowlens.notifier;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a message is tried before it is given up.
 *
 * @param first the longest wait after the first failure; it doubles with each further one
 * @param most the longest wait ever
 * @param attempts as many at most
 * @param age so long after the first attempt at most
 */
public record RetryPolicy(Duration first, Duration most, int attempts, Duration age) {

    /** Rides out an hour in which the receiver is down. */
    public static final RetryPolicy USUAL =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(2), 60, Duration.ofHours(1));

    /** Full jitter: anything from nothing to the whole step, so that many who failed together do not come back together. */
    Duration waitAfter(int failures) {
        long step = first.toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Math.min(step, most.toMillis()) + 1));
    }

    boolean isOver(int failures, Duration sinceFirst) {
        return failures >= attempts || sinceFirst.compareTo(age) >= 0;
    }
}
