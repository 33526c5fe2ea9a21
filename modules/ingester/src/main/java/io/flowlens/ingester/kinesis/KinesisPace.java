package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.source.Backoff;
import java.time.Duration;

/**
 * When to ask a shard again, inside the limits of Kinesis: five reads and 2 MB a second and shard, and after a page of
 * 10 MB nothing for five seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
final class KinesisPace {

    static final Duration MIN_PAUSE = Duration.ofMillis(200);

    private static final long BYTES_PER_MILLI = 2_000_000 / 1000;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final Duration whenCaughtUp;
    private final Backoff backoff = new Backoff(MIN_PAUSE.multipliedBy(2), LONGEST_BACKOFF);

    KinesisPace(Duration whenCaughtUp) {
        this.whenCaughtUp = whenCaughtUp;
    }

    Duration afterPage(long bytes, long millisBehind) {
        backoff.reset();
        if (millisBehind == 0) {
            return whenCaughtUp;
        }
        return Duration.ofMillis(Math.max(MIN_PAUSE.toMillis(), bytes / BYTES_PER_MILLI));
    }

    Duration afterThrottle() {
        return backoff.next();
    }
}
