package io.flowlens.ingester;

import io.flowlens.service.Health;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the threads of an ingester tell the outside: its health and its gauges. */
final class Progress {

    private static final String RUNNING = "";
    private static final Duration BEHIND = Duration.ofMinutes(1);

    /** By partition held: what hinders it, or {@link #RUNNING}. */
    private final Map<Integer, String> partitions = new ConcurrentSkipListMap<>();

    private final Map<String, Long> behind = new ConcurrentHashMap<>();
    private final Map<String, String> sourceProblems = new ConcurrentSkipListMap<>();

    void running(int partition) {
        partitions.put(partition, RUNNING);
    }

    void hindered(int partition, String why) {
        partitions.put(partition, why);
    }

    void released(int partition) {
        partitions.remove(partition);
    }

    void behind(String shard, long millis) {
        behind.put(shard, millis);
        sourceProblems.remove(shard);
    }

    void unreadable(String shard, String why) {
        sourceProblems.put(shard, why);
    }

    void readable(String shard) {
        sourceProblems.remove(shard);
    }

    void left(String shard) {
        behind.remove(shard);
        sourceProblems.remove(shard);
    }

    double secondsBehind() {
        return behind.values().stream().mapToLong(Long::longValue).max().orElse(0) / 1000.0;
    }

    int shards() {
        return behind.size();
    }

    /** Shards whose reader is more than a minute behind. */
    int shardsBehind() {
        return (int) behind.values().stream()
                .filter(millis -> millis > BEHIND.toMillis())
                .count();
    }

    int partitions() {
        return partitions.size();
    }

    Health health() {
        for (Map.Entry<Integer, String> partition : partitions.entrySet()) {
            if (!partition.getValue().equals(RUNNING)) {
                return Health.starting("partition " + partition.getKey() + ": " + partition.getValue());
            }
        }
        for (String problem : sourceProblems.values()) {
            return Health.starting(problem);
        }
        return Health.ready("reading %d shards of %d partitions, at most %.1f s behind"
                .formatted(shards(), partitions(), secondsBehind()));
    }
}
