package io.flowlens.network.verdict;

import java.time.Duration;

/**
 * How far the clocks of flows and inventory may be apart.
 *
 * @param captureDelay how long before {@code start} and {@code end} a packet may have been on the wire: AWS says up to
 *     60 seconds (AWS VPC user guide, "Flow log records")
 * @param inventoryLag how long after a change the inventory sees it at the latest: the poll interval
 * @param firstSightingTolerance a flow that is older than the inventory by no more than this is judged by the first
 *     state seen, and called likely
 */
public record JudgeConfig(Duration captureDelay, Duration inventoryLag, Duration firstSightingTolerance) {

    public static final JudgeConfig DEFAULT =
            new JudgeConfig(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(10));

    public JudgeConfig {
        for (Duration duration : new Duration[] {captureDelay, inventoryLag, firstSightingTolerance}) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("negative duration: " + duration);
            }
        }
    }

    Tolerance tolerance() {
        return new Tolerance(firstSightingTolerance.toMillis(), inventoryLag.toMillis());
    }
}
