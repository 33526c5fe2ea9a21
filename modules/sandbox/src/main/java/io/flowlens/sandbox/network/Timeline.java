package io.flowlens.sandbox.network;

import java.time.Duration;

/** The time packets live in: what it is now, and waiting for it to pass. */
interface Timeline {
    Timeline REAL = new Timeline() {
        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    /** Unix milliseconds. */
    long millis();

    void sleep(Duration duration) throws InterruptedException;
}
