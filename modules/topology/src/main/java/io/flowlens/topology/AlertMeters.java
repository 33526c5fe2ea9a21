package io.flowlens.topology;

import io.flowlens.service.Meters;
import io.flowlens.topics.Alert.How;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts alerts over all partitions of this process. Thread-safe. */
final class AlertMeters {

    private final Meters meters;
    private final Clock clock;
    private final Timer lag;
    private final Counter suppressed;
    private final Map<String, AtomicInteger> firing = new ConcurrentHashMap<>();

    AlertMeters(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.lag = meters.lag(TopologyMeter.ALERT_LAG.spec());
        this.suppressed = meters.counter(TopologyMeter.ALERTS_SUPPRESSED.spec());
    }

    /** An alert is open in this process: it began to fire, or was taken up again. */
    void opened(OpenAlert alert) {
        firing(alert.causeCode()).incrementAndGet();
    }

    /** An alert moved on to another process. */
    void left(OpenAlert alert) {
        firing(alert.causeCode()).decrementAndGet();
    }

    /** @param flowEnd of the reject that made it fire, epoch milliseconds */
    void fired(String causeCode, long flowEnd) {
        meters.counter(TopologyMeter.ALERT_CHANGES.spec(), "fired", causeCode).increment();
        lag.record(Duration.ofMillis(Math.max(0, clock.millis() - flowEnd)));
    }

    void resolved(OpenAlert alert, How how) {
        firing(alert.causeCode()).decrementAndGet();
        meters.counter(TopologyMeter.ALERT_CHANGES.spec(), how.text(), alert.causeCode())
                .increment();
    }

    void suppressed() {
        suppressed.increment();
    }

    private AtomicInteger firing(String causeCode) {
        return firing.computeIfAbsent(causeCode, code -> {
            AtomicInteger count = new AtomicInteger();
            meters.gauge(TopologyMeter.ALERTS.spec(), count::get, "firing", code);
            return count;
        });
    }
}
