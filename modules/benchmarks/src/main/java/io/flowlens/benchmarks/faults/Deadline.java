package io.flowlens.benchmarks.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The end of a run, whatever happens. */
final class Deadline {

    private static final long LOOK_MILLIS = 20;

    private final long end;

    Deadline(Duration fromNow) {
        end = System.nanoTime() + fromNow.toNanos();
    }

    /** Throws when the time is over; {@code what} was going on. */
    void check(String what) {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException(
                    "out of time while " + what + "; the processes' logs say what they were doing");
        }
    }

    /** Waits until it is so; throws when the time is over first. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            check(what);
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
