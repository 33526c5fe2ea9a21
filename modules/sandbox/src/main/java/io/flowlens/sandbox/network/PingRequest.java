package io.flowlens.sandbox.network;

import java.time.Duration;

/**
 * {@code ping -c count -i interval -W timeout target}.
 *
 * @param timeout how long to wait for a first answer after the last request
 */
public record PingRequest(Address target, int count, Duration interval, Duration timeout) {
    private static final int MOST = 86_400;

    public PingRequest {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("ping count is not in 1..%d: %d".formatted(MOST, count));
        }
        if (interval.isNegative() || timeout.isNegative()) {
            throw new IllegalArgumentException("ping cannot wait a negative time: " + interval + ", " + timeout);
        }
    }
}
