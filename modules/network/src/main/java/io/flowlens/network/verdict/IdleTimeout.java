package io.flowlens.network.verdict;

import io.flowlens.network.Traffic;
import java.time.Duration;

/** How long groups remember an idle connection by default (AWS EC2 user guide, "Security group connection tracking"). */
final class IdleTimeout {

    private static final long TCP = Duration.ofDays(5).toMillis();
    private static final long UDP = Duration.ofSeconds(180).toMillis();
    private static final long OTHERS = Duration.ofSeconds(600).toMillis();

    private IdleTimeout() {}

    static long millis(int protocol) {
        return switch (protocol) {
            case Traffic.TCP -> TCP;
            case Traffic.UDP -> UDP;
            default -> OTHERS;
        };
    }
}
