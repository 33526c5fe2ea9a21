package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Reject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The open alerts of one partition.
 *
 * <p>They are worked on in memory; {@link #flush()} stores each changed one once a batch and answers what has to be told.
 * An accept touches nothing unless its interface has an alert open. All times are event time.
 *
 * <p>What is told: the first reject, the resolution, and in between at most one update a minute of event time.
 */
final class AlertBook implements AutoCloseable {

    /** More open alerts on one interface than this are a scan, not broken paths; the rejects themselves are all kept. */
    static final int MAX_OPEN_PER_INTERFACE = 100;

    private static final long UPDATE_EVERY = Duration.ofMinutes(1).toMillis();

    private final KeyValueStore<String, Alert> store;
    private final AlertMeters meters;
    private final Map<String, Map<String, OpenAlert>> byInterface = new LinkedHashMap<>();
    private final Map<String, OpenAlert> touched = new LinkedHashMap<>();
    private final List<Alert> toTell = new ArrayList<>();

    /** Takes up what the store holds. */
    AlertBook(KeyValueStore<String, Alert> store, AlertMeters meters) {
        this.store = store;
        this.meters = meters;
        try (KeyValueIterator<String, Alert> stored = store.all()) {
            stored.forEachRemaining(entry -> open(OpenAlert.of(entry.value)));
        }
    }

    void rejected(AlertSubject subject, Reject reject) {
        Map<String, OpenAlert> alerts = openAlerts(reject.place().interfaceId());
        OpenAlert alert = alerts.get(subject.fingerprint());
        if (alert != null) {
            long before = alert.lastSeen();
            alert.add(subject, reject);
            touched.put(alert.fingerprint(), alert);
            if (alert.lastSeen() / UPDATE_EVERY != before / UPDATE_EVERY) {
                toTell.add(alert.firing());
            }
        } else if (alerts.size() < MAX_OPEN_PER_INTERFACE) {
            OpenAlert fresh = OpenAlert.of(subject, reject);
            open(fresh);
            touched.put(fresh.fingerprint(), fresh);
            toTell.add(fresh.firing());
            meters.fired(fresh.causeCode(), fresh.lastSeen());
        } else {
            meters.suppressed();
        }
    }

    boolean anyOpen() {
        return !byInterface.isEmpty();
    }

    /** Resolves the alerts that this accepted flow proves fixed. */
    void accepted(FlowRecord flow) {
        Map<String, OpenAlert> alerts = byInterface.get(flow.interfaceId());
        if (alerts == null) {
            return;
        }
        for (OpenAlert alert : List.copyOf(alerts.values())) {
            if (alert.isProvenFixedBy(flow)) {
                resolve(alert, How.VERIFIED, flow.endSeconds() * 1_000, flow.line());
            }
        }
    }

    /** Resolves the alerts of which nothing has been seen for {@code quietMillis} up to {@code eventTime}. */
    void resolveQuiet(long eventTime, long quietMillis) {
        for (Map<String, OpenAlert> alerts : List.copyOf(byInterface.values())) {
            for (OpenAlert alert : List.copyOf(alerts.values())) {
                long quietAt = alert.lastSeen() + quietMillis;
                if (quietAt <= eventTime) {
                    resolve(alert, How.QUIET, quietAt, null);
                }
            }
        }
    }

    /** Stores what changed and returns what has to be told, in the order in which it happened. */
    List<Alert> flush() {
        touched.forEach((fingerprint, alert) -> store.put(fingerprint, alert == null ? null : alert.firing()));
        touched.clear();
        List<Alert> told = List.copyOf(toTell);
        toTell.clear();
        return told;
    }

    @Override
    public void close() {
        byInterface.values().stream()
                .flatMap(alerts -> alerts.values().stream())
                .forEach(meters::left);
        byInterface.clear();
    }

    private void resolve(OpenAlert alert, How how, long at, String line) {
        Map<String, OpenAlert> alerts = byInterface.get(alert.interfaceId());
        alerts.remove(alert.fingerprint());
        if (alerts.isEmpty()) {
            byInterface.remove(alert.interfaceId());
        }
        touched.put(alert.fingerprint(), null);
        toTell.add(alert.resolved(how, at, line));
        meters.resolved(alert, how);
    }

    private void open(OpenAlert alert) {
        byInterface
                .computeIfAbsent(alert.interfaceId(), id -> new LinkedHashMap<>())
                .put(alert.fingerprint(), alert);
        meters.opened(alert);
    }

    private Map<String, OpenAlert> openAlerts(String interfaceId) {
        return byInterface.getOrDefault(interfaceId, Map.of());
    }
}
