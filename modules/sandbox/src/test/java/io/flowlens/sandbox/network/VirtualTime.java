package io.flowlens.sandbox.network;

import java.time.Duration;

/** Time that passes when told, and when somebody sleeps. */
final class VirtualTime implements Timeline {
    private long millis = 1_700_000_000_000L;

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public void sleep(Duration duration) {
        millis += duration.toMillis();
    }
}
