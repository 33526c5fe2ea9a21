package io.flowlens.benchmarks.bounds;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept after so many pairs of source and port.
 *
 * @param pairs judged so far
 * @param batches they came in
 * @param noise what the state store of interfaces holds
 * @param alerts what the state store of alerts holds
 * @param written what was written to {@code vpc.alerts} and {@code vpc.rejects}
 * @param topicBytes each topic's size on the broker's disk, by name without prefix
 * @param series on {@code /metrics}
 * @param heapBytes in use after garbage collection
 */
record Kept(
        long pairs,
        long batches,
        Content noise,
        Content alerts,
        Written written,
        Map<String, Long> topicBytes,
        long series,
        long heapBytes) {

    Kept {
        topicBytes = new TreeMap<>(topicBytes);
    }

    /** Keys, and the bytes of the newest value of each. */
    record Content(long keys, long bytes) {}

    /** Records ever written. */
    record Written(long alerts, long rejects) {}
}
