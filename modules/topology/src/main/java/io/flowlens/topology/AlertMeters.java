package io.flowlens.topology;

import io.flowlens.service.Label;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Alert.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts alerts over all partitions of this process. Thread-safe. */
final class AlertMeters {

    private static final String FIRED = "fired";

    /** What open alerts are told apart by. */
    private record Group(State state, Kind kind, Severity severity, String cause) {

        private static Group of(Alert alert) {
            return new Group(
                    alert.state(),
                    alert.kind(),
                    alert.severity(),
                    alert.diagnosis().code());
        }
    }

    private final Meters meters;
    private final Clock clock;
    private final Timer lag;
    private final Counter suppressed;
    private final FiringAlerts firing;
    private final Map<Group, AtomicInteger> open = new ConcurrentHashMap<>();
    /** As what each open alert was counted: its severity and cause may change while it is open. */
    private final Map<String, Group> counted = new ConcurrentHashMap<>();

    AlertMeters(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.lag = meters.lag(TopologyMeter.ALERT_LAG.spec());
        this.suppressed = meters.counter(TopologyMeter.ALERTS_SUPPRESSED.spec());
        this.firing = new FiringAlerts(meters);
        for (Kind kind : Kind.values()) {
            changes(FIRED, kind);
            for (How how : How.values()) {
                changes(how.text(), kind);
            }
        }
    }

    /** An alert is open as it is now; it may have been before. */
    void open(Alert alert) {
        Group now = Group.of(alert);
        if (!now.equals(counted.get(alert.fingerprint()))) {
            count(counted.put(alert.fingerprint(), now), -1);
            count(now, 1);
        }
        if (alert.state() == State.FIRING) {
            firing.show(alert);
        }
    }

    /** An alert is not open any more, or moved on to another process. */
    void gone(String fingerprint) {
        count(counted.remove(fingerprint), -1);
        firing.hide(fingerprint);
    }

    void fired(OpenAlert alert) {
        changes(FIRED, alert.alert().kind()).increment();
        lag.record(Duration.ofMillis(Math.max(0, clock.millis() - alert.lastSeen())));
    }

    void resolved(OpenAlert alert, How how) {
        changes(how.text(), alert.alert().kind()).increment();
    }

    void suppressed(long flows) {
        suppressed.increment(flows);
    }

    private Counter changes(String change, Kind kind) {
        return meters.counter(TopologyMeter.ALERT_CHANGES.spec(), change, kind.text());
    }

    private void count(Group group, int more) {
        if (group != null) {
            open.computeIfAbsent(group, this::gauge).addAndGet(more);
        }
    }

    private AtomicInteger gauge(Group group) {
        AtomicInteger count = new AtomicInteger();
        meters.gauge(
                TopologyMeter.ALERTS.spec(),
                count::get,
                Label.word(group.state()),
                group.kind().text(),
                group.severity().text(),
                group.cause());
        return count;
    }
}
