package io.flowlens.ingester.source;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing, jittered and bounded waits between attempts; not thread-safe. */
public final class Backoff {

    private final long first;
    private final long most;
    private long next;

    public Backoff(Duration first, Duration most) {
        this.first = first.toMillis();
        this.most = most.toMillis();
        this.next = this.first;
    }

    /** How long to wait now: between half of the step and all of it, so that many readers do not march in step. */
    public Duration next() {
        long wait = ThreadLocalRandom.current().nextLong(next / 2, next + 1);
        next = Math.min(next * 2, most);
        return Duration.ofMillis(wait);
    }

    /** Call when an attempt went well. */
    public void reset() {
        next = first;
    }
}
