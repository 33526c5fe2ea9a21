package io.flowlens.topology;

import io.flowlens.service.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How much of state and inventory has been read back; until all is, nothing of these partitions is judged. */
final class Restoring implements StateRestoreListener {

    /** Records still to come, by store and partition. */
    private final Map<String, Long> remaining = new ConcurrentHashMap<>();

    private final Counter restored;

    Restoring(Meters meters) {
        restored = meters.counter(TopologyMeter.RESTORED.spec());
        meters.gauge(TopologyMeter.RESTORE_REMAINING.spec(), this::remaining);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        remaining.put(key(partition, store), Math.max(0, to - from));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long endOffset, long records) {
        restored.increment(records);
        remaining.computeIfPresent(key(partition, store), (key, left) -> Math.max(0, left - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
        remaining.remove(key(partition, store));
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long records) {
        remaining.remove(key(partition, store));
    }

    /** For who asks how long it may take. */
    Map<String, Long> progress() {
        return Map.of("restored", (long) restored.count(), "remaining", remaining());
    }

    private long remaining() {
        return remaining.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String key(TopicPartition partition, String store) {
        return store + '/' + partition;
    }
}
