package io.flowlens.cli.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that should come soon. */
final class Waiting {

    private static final long LOOK_EVERY_MILLIS = 50;

    private Waiting() {}

    /** @throws UnmetExpectation when it did not come in time, with what {@code instead} says */
    static void until(BooleanSupplier ready, Duration timeout, String what, Supplier<String> instead) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new UnmetExpectation(what + " ready within " + timeout.toSeconds() + " s", instead.get());
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnmetExpectation(what + " ready", "an interruption");
            }
        }
    }
}
