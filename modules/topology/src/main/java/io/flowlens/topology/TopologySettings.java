package io.flowlens.topology;

import io.flowlens.network.verdict.JudgeConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a topology has to be told.
 *
 * @param stateDir folder for Kafka Streams' own files; nothing of value is in it
 * @param threads stream threads; more than the partitions of {@code vpc.flow-logs} do nothing
 * @param judge how far the clocks of flows and inventory may be apart
 * @param quietAfter an alert is resolved when none of its traffic was rejected for so long, in event time
 * @param rules who is to be told of what
 * @param replay whether time passes with the {@link io.flowlens.topics.Tick}s of a replay alone, so that the same records
 *     always give the same alerts
 * @param inventoryWait how long a batch waits at most until the inventory has been read up to the end of its flows; a
 *     replay does not wait
 */
public record TopologySettings(
        Path stateDir,
        int threads,
        JudgeConfig judge,
        Duration quietAfter,
        AlertRules rules,
        boolean replay,
        Duration inventoryWait) {

    public static final Duration DEFAULT_QUIET_AFTER = Duration.ofMinutes(30);
    public static final Duration DEFAULT_INVENTORY_WAIT = Duration.ofSeconds(5);
    /** A batch that waits keeps a transaction open, and with it everybody who reads committed records. */
    private static final Duration LONGEST_INVENTORY_WAIT = Duration.ofMinutes(1);

    public TopologySettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        if (quietAfter.isNegative() || quietAfter.isZero()) {
            throw new IllegalArgumentException("quiet-after must be longer than nothing, not " + quietAfter);
        }
        if (inventoryWait.isNegative() || inventoryWait.compareTo(LONGEST_INVENTORY_WAIT) > 0) {
            throw new IllegalArgumentException(
                    "inventory-wait must be between nothing and a minute, not " + inventoryWait);
        }
    }

    /** With the usual wait for the inventory. */
    public TopologySettings(
            Path stateDir, int threads, JudgeConfig judge, Duration quietAfter, AlertRules rules, boolean replay) {
        this(stateDir, threads, judge, quietAfter, rules, replay, DEFAULT_INVENTORY_WAIT);
    }

    /** For flows as they come. */
    public TopologySettings(Path stateDir, int threads, JudgeConfig judge, Duration quietAfter, AlertRules rules) {
        this(stateDir, threads, judge, quietAfter, rules, false);
    }
}
