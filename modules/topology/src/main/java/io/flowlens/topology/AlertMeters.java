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

    /** An alert that fires was taken up from the store. */
    void takenUp(OpenAlert alert) {
        firing(alert).incrementAndGet();
    }

    /** An alert that fires moved on to another process. */
    void left(OpenAlert alert) {
        firing(alert).decrementAndGet();
    }

    void fired(OpenAlert alert) {
        firing(alert).incrementAndGet();
        changed("fired", alert);
        lag.record(Duration.ofMillis(Math.max(0, clock.millis() - alert.lastSeen())));
    }

    void resolved(OpenAlert alert, How how) {
        firing(alert).decrementAndGet();
        changed(how.text(), alert);
    }

    void suppressed(long flows) {
        suppressed.increment(flows);
    }

    private void changed(String change, OpenAlert alert) {
        meters.counter(
                        TopologyMeter.ALERT_CHANGES.spec(),
                        change,
                        alert.alert().kind().text(),
                        alert.causeCode())
                .increment();
    }

    private AtomicInteger firing(OpenAlert alert) {
        String kind = alert.alert().kind().text();
        String cause = alert.causeCode();
        return firing.computeIfAbsent(kind + ' ' + cause, key -> {
            AtomicInteger count = new AtomicInteger();
            meters.gauge(TopologyMeter.ALERTS.spec(), count::get, "firing", kind, cause);
            return count;
        });
    }
}
