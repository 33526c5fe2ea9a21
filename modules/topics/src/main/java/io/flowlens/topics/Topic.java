package io.flowlens.topics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic with its types, so that nobody repeats a serde, and with the settings it is created with.
 *
 * @param name full name, prefix included
 * @param partitions how many it is created with
 * @param config topic settings by Kafka's own names, in a stable order
 */
public record Topic<K, V>(
        String name, Serde<K> keys, Serde<V> values, int partitions, Map<String, String> config, String holds) {

    public Topic {
        config = java.util.Collections.unmodifiableMap(new TreeMap<>(config));
    }

    /** The same topic with its values as they stand there. */
    public Topic<K, byte[]> raw() {
        return new Topic<>(name, keys, Serdes.ByteArray(), partitions, config, holds);
    }
}
