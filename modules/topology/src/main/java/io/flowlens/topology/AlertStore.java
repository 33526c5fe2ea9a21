package io.flowlens.topology;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Counts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores alerts: whole when anything but their {@link Activity activity} changed, else only how often and until when they were
 * seen, which is a hundredth of it and what most batches bring.
 *
 * <p>Flows only grow. So of both the one with more of them is newer, and neither has to be removed for the other.
 */
final class AlertStore {

    private static final int MOST_BYTES = 5 * VarLong.MOST_BYTES;

    private final KeyValueStore<String, Alert> alerts;
    private final KeyValueStore<String, byte[]> activities;
    /** As each was stored whole. */
    private final Map<String, Alert> whole = new HashMap<>();

    private final ByteBuffer scratch = ByteBuffer.allocate(MOST_BYTES);

    AlertStore(KeyValueStore<String, Alert> alerts, KeyValueStore<String, byte[]> activities) {
        this.alerts = alerts;
        this.activities = activities;
    }

    /** Hands out each alert as it was put last. */
    void forEach(Consumer<Alert> consumer) {
        try (KeyValueIterator<String, Alert> stored = alerts.all()) {
            stored.forEachRemaining(entry -> {
                whole.put(entry.key, entry.value);
                consumer.accept(withActivity(entry.value, activities.get(entry.key)));
            });
        }
    }

    void put(Alert alert) {
        Alert before = whole.get(alert.fingerprint());
        if (before != null && differInActivityAlone(before, alert)) {
            activities.put(alert.fingerprint(), bytes(alert.activity()));
        } else {
            whole.put(alert.fingerprint(), alert);
            alerts.put(alert.fingerprint(), alert);
        }
    }

    void remove(String fingerprint) {
        if (whole.remove(fingerprint) != null) {
            alerts.put(fingerprint, null);
            activities.put(fingerprint, null);
        }
    }

    private static boolean differInActivityAlone(Alert before, Alert alert) {
        return alert.activity().counts().flows() > before.activity().counts().flows()
                && with(alert, before.activity()).equals(before)
                && alert.activity().reopened() == before.activity().reopened()
                && alert.activity().evidence().equals(before.activity().evidence());
    }

    private byte[] bytes(Activity activity) {
        scratch.clear();
        VarLong.write(activity.since(), scratch);
        VarLong.write(activity.lastSeen(), scratch);
        VarLong.write(activity.counts().flows(), scratch);
        VarLong.write(activity.counts().packets(), scratch);
        VarLong.write(activity.counts().bytes(), scratch);
        return Arrays.copyOf(scratch.array(), scratch.position());
    }

    private static Alert withActivity(Alert alert, byte[] bytes) {
        if (bytes == null) {
            return alert;
        }
        Activity old = alert.activity();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long since = VarLong.read(in);
        long lastSeen = VarLong.read(in);
        Counts counts = new Counts(VarLong.read(in), VarLong.read(in), VarLong.read(in));
        return counts.flows() > old.counts().flows()
                ? with(alert, new Activity(since, lastSeen, counts, old.reopened(), old.evidence()))
                : alert;
    }

    private static Alert with(Alert alert, Activity activity) {
        return new Alert(
                alert.schemaVersion(),
                alert.fingerprint(),
                alert.state(),
                alert.kind(),
                alert.severity(),
                alert.place(),
                alert.traffic(),
                alert.diagnosis(),
                activity,
                alert.change(),
                alert.summary(),
                alert.resolution(),
                alert.members(),
                alert.changedAt());
    }
}
